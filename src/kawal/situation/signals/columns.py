"""The named columns that rules read: their type and what they mean.

``None`` is unknown: never clear, never guilty. A yes or no is the number 1 or 0. A column that speaks of absence (nobody
saw a paper, no contract was verified) is known only where a feed is declared complete for that kind and day, or where
somebody looked for the paper before she left and says that it is missing or no valid one.
"""

from typing import Final, Literal, NamedTuple

Kind = Literal["number", "day", "text"]


class Column(NamedTuple):
    """One named column.

    :ivar measured: told by a measure over many people, not by this person's facts.
    """

    type: Kind
    meaning: str
    measured: bool = False


# name | type, * where measured over many people | meaning
_TABLE: Final = """
phase | text | where the journey stands: before, abroad or back
recruited_on | day | first recruitment or registration of this journey
recruiter_licensed | number | 1: recruiter's licence or name in force that day; 0: not, and no verified contract is with the recruiter
recruit_channel | text | channel of the first recruitment that names one
promised_wage_pct | number | promised monthly wage, in per cent of the reference wage of country and occupation
job_skilled | number | 1: the offered occupation needs a skill that is trained or certified; 0: it needs none
qualified | number | 1: training, certificate or skills paper seen; 0: none, where the feed would have told
fees_idr | number | all fees paid, in rupiah; the same sum to the same payee on one day counts once
fee_cap_idr | number | most that may be asked for country and occupation, in rupiah; 0 for a zero-cost job
loans_idr | number | all loans taken for the journey, in rupiah
loan_wage_pct | number | loans in per cent of one promised monthly wage
lender_is_recruiter | number | 1: the lender has the name, phone or licence of the recruiter; 0: somebody else lent
debt_told | number | 1: she complained of a debt that binds her
advanced_on | day | first money paid in advance to worker or family
advanced_before_papers | number | 1: money was advanced before contract and medical were seen; 0: after both
family_knows | text | yes, no or contradicting: does the family know of the departure?
family_consents | text | yes, no or contradicting: does the family agree?
papers_held_on | day | first report that recruiter or employer holds passport or identity card
housed_on | day | first accommodation by a recruiter or company before departure
housed_before_papers | number | 1: housed by the recruiter before contract and medical both, or with papers incomplete; 0: after either
destination | text | country bound for, as last said
destination_closed | number | 1: that country was closed or no placement country on the day of planning or leaving; 0: open
recruiter_workers | number* | people of this recruiter on record
recruiter_harmed | number* | of them, people whose confirmed harm was known by then
recruiter_rate_pm | number* | share of harmed people in per mille, shrunk to the base rate
age_youngest | number | full years at departure, else on the day of asking, by the latest birth any claim allows
age_oldest | number | the same by the earliest birth any claim allows
minimum_age | number | least age for country and occupation, 18 where no table says more
births_apart_days | number | days between the two claimed births that are farthest apart, slips of writing left out
id_reissued_days | number | days from a re-issued identity or family card to the first passport issued after it
papers_missing | number | of medical, orientation and insurance, those not seen by the departure, where feeds are complete
contract_verified | number | 1: a contract was seen verified by the departure; 0: none, where the feed is complete
shared_document | number* | people who hold the same document number
uniform_papers | number* | people whose certificate is nearly the same, from one issuer on one day
departed_on | day | latest departure of this journey
exit_visa | text | visa at that departure, else at arrival
work_bound | number | 1: recruited, registered or contracted for work on this journey
exit_post | text | border post of that departure
risky_exit | number | 1: that post is listed as a high-risk exit, or no official crossing; 0: neither
e_pmi | number | 1: worker's card seen by the departure; 0: none, where the feed is complete
group_unregistered | number* | people travelling together without card, with one contact phone
contract_country | text | country of the latest contract, registration or promise before departure
arrival_country | text | country of the latest arrival abroad
hotspot_days | number | days between a listed transit and the arrival, either way
one_way | number | 1: one-way ticket; 0: return ticket
ticket_by_third | number | 1: paid by neither worker nor family nor a licensed company; 0: by one of them
preparation_days | number | days from the first recruitment or registration to the departure
job_needs_preparation | number | 1: placed by a company or the state, or skilled: papers and training take weeks; 0: on her own contract
arrived_on | day | latest arrival abroad of this journey
other_employer | number | 1: first employer abroad is another than the contract's; 0: the same
wage_drop_pct | number | how far the wage abroad lies below the agreed one, in per cent of it; negative where it is more
other_occupation | number | 1: first work abroad is another than agreed, both in words that are known, or she complained of it; 0: the same
employer_changes | number | changes of employer in the latest 180 days that had any
permit_on | day | latest stay or work permit seen abroad
insurance_on | day | latest insurance seen
permit_ends_on | day | end of the latest permit or visa
permit_missing | number | 1: no permit 30 days after arrival, where the feed is complete; 0: one was seen
insurance_missing | number | 1: no insurance 30 days after arrival, where the feed is complete; 0: one was seen
contract_ends_on | day | end of the latest contract
fisher | number | 1: works or is bound to work on a fishing vessel; 0: other work
port_on | day | latest port call of, or contact with, a fisher of whom port calls or regular word are told
missed_in_row | number | check-ins missed since the last contact, outages left out
missed_on | day | the latest of them
distress_on | day | distress code or call for help, not answered yet
missing_on | day | family's report of a missing person, not answered yet
severe_on | day | papers withheld, confinement, no contact allowed, violence or threats told, not answered yet
lost_on | day | contact told to be lost, and not heard of since
number_changed_on | day | telephone number changed and not heard of since
last_heard_on | day | latest contact
safe_on | day | latest word by herself that she is safe
reported_in_on | day | latest report to a mission
wage_complaints | number | days on which unpaid or deducted wages were told
unpaid_months | number | most months of wages told to be owed
excess_hours | number | days on which excessive hours were told
same_answers | number* | people whose check-ins use the same words or device
remittances | number | transfers home on this journey
remitted_on | day | the latest of them
remittance_gap_days | number | longest pause between two transfers so far
deductions_pct | number | wage paid below the agreed one, in per cent of it, where pay is reported
account_senders | number* | unrelated people who send to the same account
contact_due_on | day | last day on which word is in time; nothing where none was agreed
phone_workers | number* | workers reached by the recruiter's or contact's phone
phone_recruiters | number* | recruiters who use that phone
ring_size | number* | people in the same supported component
ring_confirmed | number* | of them, people with a confirmed case
recruiter_returns | number* | identifiers the recruiter shares with a sanctioned one
surge | number* | per mille by which complaints of recruiter or employer exceed what is expected, where significant
village_surge | number* | the same for departures without card from one village
sent_home_on | day | latest deportation, or rescue abroad, of any journey
died_on | day | death
redeparted_days | number | days from then to the next departure
problem_returns | number* | returns with findings of one employer or vessel
confirmed | number | 1: a case was decided proven
screened_on | day | latest screening
followed_safe_on | day | latest visit after coming home that found her safe
"""


def _column(line: str) -> tuple[str, Column]:
    name, kind, meaning = (cell.strip() for cell in line.split("|"))
    of: Kind = "day" if kind == "day" else "text" if kind == "text" else "number"
    return name, Column(of, meaning, kind.endswith("*"))


COLUMNS: Final[dict[str, Column]] = dict(map(_column, _TABLE.strip().splitlines()))
SIGNALS: Final[dict[str, Kind]] = {name: column.type for name, column in COLUMNS.items()}
MEASURED: Final = tuple(name for name, column in COLUMNS.items() if column.measured)
TOLD: Final = tuple(name for name, column in COLUMNS.items() if not column.measured)
