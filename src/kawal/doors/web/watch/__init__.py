"""Pages of the rules that watch: what each says, where it comes from, and what another value would change."""
