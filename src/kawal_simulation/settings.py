"""What a run may be asked for, and the shares that are choices of ours, not published."""

from __future__ import annotations

from dataclasses import dataclass

from kawal_simulation import figures
from kawal_simulation.chance import Table
from kawal_simulation.days import Window

DEFAULT_FROM, DEFAULT_MONTHS = "2024-11", 24  # ends at 2026-11-01, never at the clock
BLOCK = 2_000  # people a block; relatives and rings never cross one
PREVALENCE, DECOY_SHARE, RELATIVE_SHARE = 0.008, 0.05, 0.075

# Patterns of harm and the corridors they use.
PATTERNS = Table(
    {
        "visit_visa_ferry": 22,
        "scam_compound": 18,
        "debt_bondage_domestic": 18,
        "sea_fisher": 8,
        "under_age_new_identity": 8,
        "sent_again": 8,
        "confinement_after_contact": 8,
        "plantation_family": 10,
    }
)
CORRIDOR_OF = {
    "visit_visa_ferry": Table({"johor": 5, "melaka": 2, "singapore": 1}),
    "scam_compound": Table({"scam": 1}),
    "debt_bondage_domestic": Table({"gulf": 3, "procedural": 1}),
    "sea_fisher": Table({"procedural": 1}),
    "under_age_new_identity": Table({"johor": 2, "gulf": 2, "procedural": 2}),
    "sent_again": Table({"johor": 2, "sarawak": 2, "sabah": 1}),
    "confinement_after_contact": Table({"procedural": 1}),
    "plantation_family": Table({"sabah": 3, "sarawak": 1}),
}
# Who works in a ring; the others are alone with one recruiter.
RING_SHARE, VICTIMS_OF_A_RING = 0.75, 8
SLICES = (500, 250, 100, 50)
RING_PATTERNS = Table(
    {
        "visit_visa_ferry": 24,
        "scam_compound": 20,
        "debt_bondage_domestic": 18,
        "sea_fisher": 10,
        "under_age_new_identity": 8,
        "sent_again": 8,
        "plantation_family": 12,
    }
)
# Innocent people who look like cases.
DECOYS = Table(
    {
        "call_centre_number": 10,
        "village_group": 14,
        "regional_outage": 8,
        "remittance_pause": 10,
        "job_change": 14,
        "well_paid": 10,
        "family_visit": 12,
        "training_fee": 12,
        "recycled_phone": 10,
    }
)
# Free people who left irregularly are the nonprocedural stream itself.


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. `noise` above 1 weakens every signal of harm; shares are of all people.

    `relatives` are those made from the person before them: kin, namesakes, borrowers of papers.
    """

    people: int
    seed: str
    window: Window
    prevalence: float = PREVALENCE
    decoys: float = DECOY_SHARE
    nonprocedural: float = figures.NONPROCEDURAL_SHARE
    relatives: float = RELATIVE_SHARE
    noise: float = 1.0

    @property
    def slice(self) -> int:
        """People among whom one ring looks for victims; fewer where harm is so frequent that a ring would be too large."""
        wanted = VICTIMS_OF_A_RING / max(self.prevalence * RING_SHARE, 1e-9)
        return next((size for size in SLICES if size <= wanted), SLICES[-1])

    @property
    def hunted(self) -> float:
        """The share of slices in which a ring is at work, so that a rare ring still has its victims."""
        return min(1.0, self.slice * self.prevalence * RING_SHARE / VICTIMS_OF_A_RING)

    @property
    def blocks(self) -> int:
        return -(-self.people // BLOCK)
