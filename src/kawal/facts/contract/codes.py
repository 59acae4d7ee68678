"""Lists of codes the kinds of facts start with. An unknown code is kept with a remark, so lists may grow elsewhere.

Trafficking acts, means and purposes keep the spelling of their standard and are listed with the reference data.
"""

_LISTS = """
documents ktp kk passport splp visa medical orientation insurance e_pmi skck training family_permission contract job_order
travel_documents passport splp
document_statuses valid invalid missing held_by_other unknown
visas work visit umrah hajj transit student trainee none
channels office village_agent social_media messaging hotline field_visit app
problems unpaid_wages wage_deductions documents_withheld confinement violence sexual_violence threats excessive_hours debt other_work_than_agreed no_contact_allowed illness administrative other
contract_stages draft verified abroad
hosts recruiter company family other
reporters self family officer
safeties yes no unknown
family_signs missing worried safe
onward_ways self family state stay refused referred
receivers family social_ministry province district village agency
case_outcomes proven strong_suspicion irregular_only not_confirmed
screening_outcomes not_screened no_indication needs_more indicated identified
needs child pregnant ill mother threatened elderly disabled
programme_answers accepted declined completed
modes air sea road rail foot
"""

LISTS: dict[str, tuple[str, ...]] = {
    name: tuple(codes) for name, *codes in (line.split() for line in _LISTS.strip().splitlines())
}
DOCUMENTS, VISAS, CHANNELS, PROBLEMS = (
    LISTS[name] for name in ("documents", "visas", "channels", "problems")
)
BASES = ("witnessed", "document", "self", "hearsay", "unknown")
SEXES = ("male", "female", "unknown")
