"""Words for the codes of the contract, where the reference tables give no label. Indonesian, then English."""

_WORDS = """
visit | kunjungan | visit
work | kerja | work
transit | transit | transit
trainee | magang | trainee
student | pelajar | student
none | tidak ada | none
passport | paspor | passport
splp | SPLP | emergency travel document
contract | perjanjian kerja | contract
family_permission | izin keluarga | family permission
medical | pemeriksaan kesehatan | medical check
orientation | orientasi pemberangkatan | orientation
insurance | jaminan sosial | insurance
training | pelatihan | training
visa | visa | visa
e_pmi | kartu pekerja migran | migrant-worker card
skck | SKCK | police clearance
ktp | KTP | identity card
kk | kartu keluarga | family card
job_order | job order | job order
child | anak | child
pregnant | hamil | pregnant
ill | sakit | ill
mother | membawa anak | with a child
elderly | lanjut usia | elderly
threatened | merasa terancam | feels threatened
disabled | penyandang disabilitas | disabled
dtsen | Terdaftar di DTSEN (data sosial) | Registered in DTSEN (social register)
bpjs_health | Jaminan kesehatan | Health insurance
pkh | Program Keluarga Harapan | Family Hope Programme
atensi | ATENSI Kementerian Sosial | ATENSI of the Ministry of Social Affairs
prakerja | Kartu Prakerja | Kartu Prakerja
desmigratif | Desmigratif / Desa Migran EMAS | Desmigratif / Desa Migran EMAS
training_centre | Balai latihan kerja | Vocational training centre
business_capital | Modal usaha | Business capital
school_fees | Bantuan sekolah anak | School fees for children
local | Program daerah | Local programme
accepted | diterima | accepted
declined | ditolak | declined
completed | selesai | completed
valid | berlaku | valid
invalid | tidak berlaku | invalid
missing | tidak ada | missing
held_by_other | dipegang orang lain | held by somebody else
unknown | tidak diketahui | unknown
air | udara | air
sea | laut | sea
road | darat | road
rail | kereta | rail
foot | jalan kaki | foot
self | diri sendiri | self
family | keluarga | family
officer | petugas | officer
state | negara | the state
recruiter | perekrut | recruiter
company | perusahaan | company
other | lainnya | other
office | kantor | office
village_agent | calo desa | village agent
social_media | media sosial | social media
messaging | pesan singkat | messaging
hotline | telepon pengaduan | hotline
field_visit | kunjungan lapangan | field visit
app | aplikasi | app
unpaid_wages | upah tidak dibayar | unpaid wages
wage_deductions | potongan upah | wage deductions
documents_withheld | dokumen ditahan | documents withheld
confinement | disekap | confinement
violence | kekerasan | violence
sexual_violence | kekerasan seksual | sexual violence
threats | ancaman | threats
excessive_hours | jam kerja berlebihan | excessive hours
debt | utang | debt
other_work_than_agreed | pekerjaan lain dari perjanjian | other work than agreed
no_contact_allowed | dilarang berhubungan | no contact allowed
illness | sakit | illness
administrative | administratif | administrative
proven | terbukti | proven
strong_suspicion | dugaan kuat | strong suspicion
irregular_only | hanya pelanggaran prosedur | irregular only
not_confirmed | tidak terbukti | not confirmed
not_screened | belum ditapis | not screened
no_indication | tidak ada indikasi | no indication
needs_more | perlu pendalaman | needs more
indicated | terindikasi | indicated
identified | teridentifikasi | identified
social_ministry | Kementerian Sosial | Ministry of Social Affairs
province | provinsi | province
district | kabupaten/kota | district
village | desa | village
agency | instansi | agency
draft | rancangan | draft
verified | terverifikasi | verified
abroad | dibuat di luar negeri | made abroad
overstay | melewati izin tinggal | overstay
illegal_entry | masuk tanpa izin | entry without permission
no_permit | tanpa izin kerja | no permit
citizen | warga negara Indonesia | Indonesian citizen
not_citizen | bukan warga negara Indonesia | not an Indonesian citizen
unclear | belum pasti | not certain yet
wants_to_go_home | ingin pulang | wants to go home
unsafe | tidak aman | unsafe
unpaid | upah tidak dibayar | not paid
contract_over | kontrak habis | contract ended
in_custody | dalam tahanan | in custody
friend | teman | a friend
police | polisi | the police
volunteer | relawan | a volunteer
social_worker | pekerja sosial | a social worker
mission | perwakilan RI | the mission
host_immigration | imigrasi setempat | local immigration
immigration | imigrasi setempat | local immigration
umrah | umrah | umrah
hajj | haji | hajj
husband | suami | husband
wife | istri | wife
father | ayah | father
mother | ibu | mother
parent | orang tua | parent
sibling | saudara kandung | brother or sister
child | anak | child
match | sesuai | matches
partial | sebagian sesuai | partly matches
mismatch | tidak sesuai | does not match
not_found | tidak ditemukan | not found
crime | perkara pidana | a crime
drugs | perkara narkotika | drugs
gambling | perkara judi | gambling
no_passport | tanpa paspor | no passport
born_there | lahir di sana tanpa dokumen | born there without papers
other_crime | perkara lain | another crime
no_work_visa | tanpa visa kerja | no work visa
no_return_ticket | tanpa tiket pulang | no return ticket
coached_answers | jawaban tampak dilatih | answers that sound rehearsed
purpose_unclear | tujuan tidak jelas | unclear purpose
passport_issued_far_away | paspor terbit jauh dari tempat asal | a passport issued far from home
domestic_worker | pekerja rumah tangga | domestic worker
caregiver | pengasuh lansia | carer of the elderly
plantation_worker | pekerja perkebunan | plantation worker
manufacturing_worker | pekerja pabrik | factory worker
construction_worker | pekerja bangunan | construction worker
hospitality_worker | pekerja perhotelan | hotel worker
restaurant_worker | pekerja rumah makan | restaurant worker
cleaner | petugas kebersihan | cleaner
fisher | awak kapal perikanan | fisher
welder | juru las | welder
domestic | rumah tangga | domestic work
care | perawatan | care work
plantation | perkebunan | plantations
manufacturing | pabrik | manufacturing
construction | bangunan | construction
hospitality | perhotelan | hospitality
fishing | perikanan | fishing
services | jasa | services
basic_needs | kebutuhan dasar | basic needs
temporary_shelter | penampungan sementara | temporary shelter
counselling | konseling | counselling
legal_aid | bantuan hukum | legal aid
bp3mi | BP3MI | BP3MI
pemda | pemerintah daerah | the local government
pemdes | pemerintah desa | the village government
bast | berita acara serah terima | record of hand-over
customer_service | layanan pelanggan | customer service
spa_therapist | terapis spa | spa therapist
nurse | perawat | nurse
driver | sopir | driver
engineer | insinyur | engineer
agricultural_worker | pekerja pertanian | farm worker
online | pekerjaan daring | online work
health | kesehatan | health care
professional | tenaga ahli | professions
agriculture | pertanian | agriculture
absconded | meninggalkan majikan | leaving the employer
online_gambling | judi daring | online gambling
work_accident | kecelakaan kerja | an accident at work
traffic_accident | kecelakaan lalu lintas | a traffic accident
double_entry | tercatat dua kali | entered twice
"""
CODE_WORDS: dict[str, dict[str, str]] = {
    code: {"id": in_id, "en": in_en}
    for code, in_id, in_en in (
        (cell.strip() for cell in line.split("|")) for line in _WORDS.strip().splitlines()
    )
}
