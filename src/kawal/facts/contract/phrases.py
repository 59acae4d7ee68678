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
trained | : {kind}; oleh {provider}
family_stated | oleh {by}; {knows=true}mengetahui keberangkatan; {knows=false}tidak mengetahui keberangkatan; {consents=true}dan menyetujui; {consents=false}dan tidak menyetujui
departure_deferred | di {at}; karena {reasons}; , diserahkan kepada {handed_to}
departed | dari {at}; dengan {carrier}; menuju {destination}; dengan visa {visa}; {official_crossing=false}, di luar perlintasan resmi
transited | di {at}; dengan {carrier}; visa {visa}
arrived_abroad | ({at}); pada {employer}; dengan visa {visa}
reported_in | di {mission}
checked_in | lewat {channel}; ({by}); {safe=yes}: aman; {safe=no}: tidak aman; {distress=true}dan meminta pertolongan
check_in_missed | lewat {channel}; (seharusnya {due_at})
employment_changed | : {occupation}; pada {employer}; , upah {wage} {currency}
wage_reported | {amount} {currency}; ({months_unpaid} bulan belum dibayar)
remitted | {amount} {currency}; kepada {to}
contact_changed | lewat {channel}
port_called | : {vessel}; di {port}
permit_seen | : {permit}; , berlaku sampai {valid_to}
complained | : {problems}; lewat {channel}
family_reported | ({by}); {what=missing}: tidak ada kabar; {what=worried}: cemas; {what=safe}: aman
detained | oleh {by}; karena {reason}; di {at}
rescued | oleh {by}; di {at}
contact_lost | sejak {last_contact}
return_requested | oleh {by}; karena {reason}
nationality_verified | : {result}; oleh {by}
travel_document_issued | : {document}; , nomor {number}
exit_cleared | oleh {by}; , denda {fine}
return_planned | berangkat {leave_on}; , rombongan {batch}; , surat {letter}
deported | dari {at}; karena {reason}; dengan {travel_document}; , surat {letter}
repatriated | dari {at}; dengan {travel_document}; , surat {letter}
returned | {at}; dengan {travel_document}; , kelanjutan: {onward}
sheltered | {shelter}
left_shelter | {shelter}; menuju {destination}
handed_over | oleh {from}; kepada {to}; , disaksikan {witness}
reached_home | di {at}
settled_elsewhere | di {at}
followed_up | ({months} bulan); {safe=true}: aman; {safe=false}: tidak aman; {wants_to_leave=true}, ingin berangkat lagi
departed_again | {procedural=true}sesuai prosedur; {procedural=false}tanpa prosedur
died | karena {cause}; di {at}
remains_returned | {at}; , surat muatan {airway_bill}
case_decided | : {outcome}; oleh {by}
screened | : {outcome}; oleh {assessor}
assisted | : {service}; oleh {provider}
withdrawn | karena {reason}
"""
_EN = """
recruited | by {recruiter}; through {channel}; to work as {promised}; in {at}
registered | in {system}; for {destination}; as {occupation}; by {p3mi}
document_seen | : {document}; , number {number}; ({status}); , valid until {expires_on}
civil_registry_checked | : {result}
contract_seen | ({stage}); with {employer}; , wage {wage} {currency}; {start} to {end}
fee_paid | for {category}; {amount} {currency}; to {payee}
lent | by {lender}; {amount} {currency}; ({terms})
advanced | {amount} {currency}; by {payer}; to {payee}
accommodated | by {by}; at {address}
trained | : {kind}; by {provider}
family_stated | by {by}; {knows=true}knows of the departure; {knows=false}does not know of the departure; {consents=true}and consents; {consents=false}and does not consent
departure_deferred | at {at}; because of {reasons}; , handed to {handed_to}
departed | from {at}; on {carrier}; to {destination}; on a {visa} visa; {official_crossing=false}, outside official crossings
transited | at {at}; on {carrier}; {visa} visa
arrived_abroad | ({at}); at {employer}; on a {visa} visa
reported_in | at {mission}
checked_in | by {channel}; ({by}); {safe=yes}: safe; {safe=no}: not safe; {distress=true}and in distress
check_in_missed | by {channel}; (due {due_at})
employment_changed | : {occupation}; at {employer}; , wage {wage} {currency}
wage_reported | {amount} {currency}; ({months_unpaid} months unpaid)
remitted | {amount} {currency}; to {to}
contact_changed | by {channel}
port_called | : {vessel}; at {port}
permit_seen | : {permit}; , valid until {valid_to}
complained | : {problems}; by {channel}
family_reported | ({by}); {what=missing}: missing; {what=worried}: worried; {what=safe}: safe
detained | by {by}; for {reason}; at {at}
rescued | by {by}; at {at}
contact_lost | since {last_contact}
return_requested | by {by}; because of {reason}
nationality_verified | : {result}; by {by}
travel_document_issued | : {document}; , number {number}
exit_cleared | by {by}; , fine {fine}
return_planned | leaving {leave_on}; , batch {batch}; , letter {letter}
deported | from {at}; for {reason}; on {travel_document}; , letter {letter}
repatriated | from {at}; on {travel_document}; , letter {letter}
returned | {at}; on {travel_document}; , onward: {onward}
sheltered | {shelter}
left_shelter | {shelter}; to {destination}
handed_over | by {from}; to {to}; , witnessed by {witness}
reached_home | in {at}
settled_elsewhere | in {at}
followed_up | ({months} months); {safe=true}: safe; {safe=false}: not safe; {wants_to_leave=true}, wants to leave again
departed_again | {procedural=true}with procedure; {procedural=false}without procedure
died | of {cause}; in {at}
remains_returned | {at}; , airway bill {airway_bill}
case_decided | : {outcome}; by {by}
screened | : {outcome}; by {assessor}
assisted | : {service}; by {provider}
withdrawn | because of {reason}
"""


def _phrases(table: str) -> Mapping[str, tuple[str, ...]]:
    rows = (line.partition(" | ") for line in table.strip().splitlines())
    return {kind: tuple(phrase.strip() for phrase in phrases.split(";")) for kind, _, phrases in rows}


ID, EN = _phrases(_ID), _phrases(_EN)
