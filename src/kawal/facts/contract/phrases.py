"""What follows the label of a kind in its sentence: phrases in order, each left out when its value was not said.

``{at}`` is the place; ``{safe=no}`` shows nothing but needs exactly that value.
"""

from collections.abc import Mapping

# kind | phrases parted by semicolons
_ID = """
recruited | oleh {recruiter}; lewat {channel}; untuk bekerja sebagai {promised}; di {at}
registered | pada {system}; untuk {destination}; sebagai {occupation}; oleh {p3mi}
document_seen | : {document}; , nomor {number}; ({status}); , berlaku sampai {expires_on}
civil_registry_checked | : {result}
contract_seen | ({stage}); dengan {employer}; , upah {wage} {currency}; {start} sampai {end}
fee_paid | untuk {category}; sebesar {amount} {currency}; kepada {payee}
lent | oleh {lender}; sebesar {amount} {currency}; ({terms})
advanced | sebesar {amount} {currency}; oleh {payer}; kepada {payee}
accommodated | oleh {by}; di {address}
trained | oleh {provider}; : {kind}
family_stated | ({by}); {knows=true}: mengetahui keberangkatan; {knows=false}: tidak mengetahui keberangkatan; {consents=true}dan menyetujui; {consents=false}dan tidak menyetujui
departure_deferred | di {at}; karena {reasons}; , diserahkan kepada {handed_to}
departed | dari {at}; dengan {carrier}; menuju {destination}; dengan visa {visa}; {official_crossing=false}, di luar perlintasan resmi
transited | di {at}; dengan {carrier}; , visa {visa}
arrived_abroad | ({at}); pada {employer}; dengan visa {visa}
reported_in | di {mission}
checked_in | lewat {channel}; ({by}); {safe=yes}: aman; {safe=no}: tidak aman; {distress=true}dan meminta pertolongan
check_in_missed | lewat {channel}; (seharusnya {due_at})
employment_changed | : {occupation}; pada {employer}; lewat agen {agent}; , upah {wage} {currency}
wage_reported | {amount} {currency}; ({months_unpaid} bulan belum dibayar)
remitted | {amount} {currency}; kepada {to}
contact_changed | lewat {channel}
port_called | : {vessel}; di {port}
permit_seen | : {permit}; , berlaku sampai {valid_to}
complained | lewat {channel}; : {problems}
family_reported | ({by}); {what=missing}: tidak ada kabar; {what=worried}: cemas; {what=safe}: aman
detained | oleh {by}; di {at}; karena {reason}
rescued | oleh {by}; di {at}
contact_lost | sejak {last_contact}
return_requested | oleh {by}; karena {reason}
nationality_verified | oleh {by}; : {result}
travel_document_issued | : {document}; , nomor {number}
exit_cleared | dari {by}; , denda {fine}
return_planned | berangkat {leave_on}; , rombongan {batch}; , surat {letter}
deported | dari {at}; karena {reason}; dengan {travel_document}; , surat {letter}
repatriated | dari {at}; dengan {travel_document}; , surat {letter}
boarded | {carrier}; menuju {at}; , kursi {seat}; , rombongan {batch}; leg {leg}
disembarked | di {at}; , rombongan {batch}; leg {leg}; , kelanjutan: {onward}
unaccounted | {at}; , rombongan {batch}; leg {leg}
returned | {at}; dengan {travel_document}; , kelanjutan: {onward}
sheltered | {shelter}
left_shelter | {shelter}; menuju {destination}
handed_over | oleh {from}; kepada {to}; , disaksikan {witness}
reached_home | di {at}
settled_elsewhere | di {at}
followed_up | ({months} bulan); {safe=true}: aman; {safe=false}: tidak aman; {wants_to_leave=true}, ingin berangkat lagi
departed_again | {procedural=true}sesuai prosedur; {procedural=false}tanpa prosedur
died | di {at}; , sebab {cause}
remains_returned | lewat {at}; , surat muatan {airway_bill}
case_decided | oleh {by}; : {outcome}
screened | oleh {assessor}; : {outcome}
needs_seen | : {needs}
reintegration_surveyed | , {months} bulan sesudah pulang
programme_offered | : {programme}; oleh {provider}; , {answer}
assisted | oleh {provider}; : {service}
withdrawn | karena {reason}
"""
_EN = """
recruited | by {recruiter}; via {channel}; in {at}; , promised work: {promised}
registered | in {system}; for {destination}; as {occupation}; by {p3mi}
document_seen | : {document}; , number {number}; ({status}); , valid until {expires_on}
civil_registry_checked | : {result}
contract_seen | ({stage}); with {employer}; , wage {wage} {currency}; {start} to {end}
fee_paid | for {category}; , {amount} {currency}; , to {payee}
lent | by {lender}; , {amount} {currency}; ({terms})
advanced | : {amount} {currency}; , by {payer}; , to {payee}
accommodated | by {by}; at {address}
trained | by {provider}; : {kind}
family_stated | ({by}); {knows=true}: knows of the departure; {knows=false}: does not know of the departure; {consents=true}and consents; {consents=false}and does not consent
departure_deferred | at {at}; , handed to {handed_to}; , reasons: {reasons}
departed | from {at}; on {carrier}; to {destination}; , visa: {visa}; {official_crossing=false}, outside official crossings
transited | through {at}; on {carrier}; , visa: {visa}
arrived_abroad | ({at}); at {employer}; , visa: {visa}
reported_in | : {mission}
checked_in | via {channel}; ({by}); {safe=yes}: safe; {safe=no}: not safe; {distress=true}and in distress
check_in_missed | via {channel}; (due {due_at})
employment_changed | : {occupation}; at {employer}; through the agent {agent}; , wage {wage} {currency}
wage_reported | : {amount} {currency}; (months unpaid: {months_unpaid})
remitted | : {amount} {currency}; , to {to}
contact_changed | via {channel}
port_called | : {vessel}; at {port}
permit_seen | : {permit}; , valid until {valid_to}
complained | via {channel}; : {problems}
family_reported | ({by}); {what=missing}: missing; {what=worried}: worried; {what=safe}: safe
detained | by {by}; at {at}; , reason: {reason}
rescued | by {by}; in {at}
contact_lost | since {last_contact}
return_requested | ({by}); , reason: {reason}
nationality_verified | by {by}; : {result}
travel_document_issued | : {document}; , number {number}
exit_cleared | by {by}; , fine {fine}
return_planned | , leaving {leave_on}; , batch {batch}; , letter {letter}
deported | from {at}; with {travel_document}; , reason: {reason}; , letter {letter}
repatriated | from {at}; with {travel_document}; , letter {letter}
boarded | {carrier}; bound for {at}; , seat {seat}; , batch {batch}; leg {leg}
disembarked | at {at}; , batch {batch}; leg {leg}; , onward: {onward}
unaccounted | {at}; , batch {batch}; leg {leg}
returned | : {at}; , with {travel_document}; , onward: {onward}
sheltered | : {shelter}
left_shelter | : {shelter}; , bound for {destination}
handed_over | by {from}; to {to}; , witnessed by {witness}
reached_home | in {at}
settled_elsewhere | in {at}
followed_up | (month {months}); {safe=true}: safe; {safe=false}: not safe; {wants_to_leave=true}, wants to leave again
departed_again | {procedural=true}following procedure; {procedural=false}outside procedure
died | in {at}; , cause: {cause}
remains_returned | via {at}; , airway bill {airway_bill}
case_decided | by {by}; : {outcome}
screened | by {assessor}; : {outcome}
needs_seen | : {needs}
reintegration_surveyed | , {months} months after home
programme_offered | : {programme}; by {provider}; , {answer}
assisted | by {provider}; : {service}
withdrawn | , reason: {reason}
"""


def _phrases(table: str) -> Mapping[str, tuple[str, ...]]:
    rows = (line.partition(" | ") for line in table.strip().splitlines())
    return {kind: tuple(phrase.strip() for phrase in phrases.split(";")) for kind, _, phrases in rows}


ID, EN = _phrases(_ID), _phrases(_EN)
