"""Makes data/body_patterns.tsv and data/titles.tsv out of the lists in this file.

Run from anywhere:  python3 data/tools/make_patterns_and_titles.py
"""

import pathlib

from packages import write_table

DATA = pathlib.Path(__file__).resolve().parents[1]

# Heads of agencies after a name that must be a place ("Boston Police Department").
AGENCY_AFTER_PLACE = """
Police Department; Police; Police Dept.; Police Bureau; Police Service; Division of Police; Department of Police;
Metropolitan Police Department; Metro Police; State Police; State Patrol; Highway Patrol; State Troopers;
Sheriff; Sheriff's Office; Sheriff's Department; Sheriff's Dept.; Sheriffs Office; Sheriffs Department;
Constable's Office; Marshal's Office; Harbor Patrol; Marine Patrol; Water Patrol; Transit Police; Transit Police Department; Port Police; School Police; Park Police; Airport Police;
District Attorney; District Attorney's Office; County Attorney's Office; Prosecutor's Office; County Prosecutor's Office; State's Attorney's Office; State Attorney's Office;
Attorney General's Office; Attorney General's office; City Attorney's Office; Public Defender's Office; Medical Examiner's Office; Coroner's Office; Coroner's Bureau; Clerk's Office; Mayor's Office; Mayor's office; Governor's Office; Governor's office; Secretary of State's Office; Comptroller's Office; Treasurer's Office; Auditor's Office; Assessor's Office; Fire Marshal's Office; U.S. Attorney's Office;
Fire Department; Fire Rescue; Fire Protection District; Fire Authority; Fire District; Emergency Medical Services; Office of Emergency Management; Emergency Management Agency;
City Council; Town Council; County Council; Common Council; Village Board; County Commission; County Board; Board of Supervisors; Board of Selectmen; Select Board; Board of Aldermen; Board of Commissioners; County Commissioners; City Commission; Planning Commission; Zoning Board; Parks Commission; Police Commission; Board of Education; School Board; School Committee; School District; Unified School District; Independent School District; Public Schools; City Schools; County Schools;
City Hall; Legislature; State Legislature; General Assembly; State Assembly; Assembly; State Senate; Senate; House of Representatives; House of Delegates; General Court; Governor's Council;
Superior Court; Supreme Court; Supreme Judicial Court; Court of Appeals; Court of Appeal; Appeals Court; Circuit Court; District Court; County Court; Criminal Court; Family Court; Juvenile Court; Municipal Court; Probate Court; Magistrate Court; Court of Common Pleas; Common Pleas Court; Justice Court; Housing Court; High Court; Federal Court;
Department of Corrections; Department of Correction; Department of Public Safety; Department of Justice; Department of Health; Department of Public Health; Department of Health Services; Department of Health and Human Services; Department of Human Services; Department of Social Services; Department of Children and Families; Department of Education; Department of Elementary and Secondary Education; Department of Transportation; Department of Motor Vehicles; Department of Labor; Department of Revenue; Department of Agriculture; Department of Natural Resources; Department of Environmental Protection; Department of Environmental Quality; Department of Fish and Wildlife; Department of Fish and Game; Department of Insurance; Department of State; Department of Water and Power; Department of Public Works; Department of Parks and Recreation; Department of Probation; Department of Military and Veterans Affairs; Department of Emergency Management; Department of Homeland Security; Department of Investigation; Department of Buildings; Department of Sanitation; Department of Homeless Services;
Health Department; Health Services Agency; Public Health Department; Human Services Department; Probation Department; Parks Department; Planning Department; Public Works Department; Sanitation Department; Education Department; Transportation Department; Corrections Department; Water District; Water Department; Registrar of Voters; Board of Elections; Election Commission; Elections Department; Elections Commission; Elections Office;
Bureau of Investigation; Division of Criminal Investigation; Bureau of Criminal Investigation; Law Enforcement Agency; Office of Inspector General; Office of the Inspector General; Office of the Attorney General; Office of the Governor; Office of the Mayor; Parole Board; Board of Pardons and Paroles; Department of Pardons and Paroles; Gaming Commission; Gaming Control Board; Lottery Commission; Liquor Control Board; Public Utilities Commission; Public Service Commission; Ethics Commission; Human Rights Commission; Housing Authority; Transit Authority; Transportation Authority; Port Authority; Airport Authority; Water Authority; Turnpike Authority; Redevelopment Authority; Parking Authority; Regional Transit District; Metropolitan Transit Authority;
National Guard; Army National Guard; Air National Guard; Correctional Facility; County Jail; Detention Center; State Prison; House of Correction;
Parliament; Interior Ministry; Foreign Ministry; Defense Ministry; Defence Ministry; Health Ministry; Justice Ministry; Finance Ministry; Ministry of Interior; Ministry of the Interior; Ministry of Foreign Affairs; Ministry of Defense; Ministry of Defence; Ministry of Health; Ministry of Justice; National Police; Federal Police; Civil Police; Coast Guard; Border Guard; Embassy; Consulate; Consulate General
"""

# Heads that are agencies even when no place stands before them, or any name does
# ("the Sheriff's Office said").
AGENCY_AFTER_ANY_NAME = """
Task Force; Joint Terrorism Task Force; Fusion Center; Police Department; Sheriff's Office; Sheriff's Department; District Attorney's Office; Attorney General's Office; Prosecutor's Office; Fire Department; City Council; Board of Supervisors; Highway Patrol; State Police; Port Authority; Harbor Patrol; Superior Court; Field Office; Police; Field Division; Regional Office; Inspector General
"""

# Heads before the place ("City of Boston").
AGENCY_BEFORE_PLACE = """
City of; County of; Town of; Village of; Borough of; Commonwealth of; State of; Port of; Embassy of; Consulate of; Parliament of; Supreme Court of; Legislature of; Government of; Police Department of; Fire Department of; Superior Court of; Port Authority of; Housing Authority of; Metropolitan Police Department of
"""

ORGANIZATION_AFTER_NAME = """
Inc.; Inc; Corp.; Corp; Co.; LLC; L.L.C.; LLP; Ltd.; Ltd; PLC; plc; S.A.; AG; GmbH; N.V.; Corporation; Company; Companies; Group; Holdings; Partners; Associates; Industries; Enterprises; Technologies; Technology; Systems; Solutions; Services; Laboratories; Labs; Pharmaceuticals; Motors; Airlines; Airways; Railway; Railroad; Bank; Bancorp; Financial; Capital; Insurance; Energy; Petroleum; Oil; Electric; Power; Entertainment; Studios; Pictures; Records; Media; Communications; Broadcasting; Network; Networks; Stores; Foods; Brewing; Hotels; Resorts; Casino;
Coalition; Council; Workers Center; Worker Center; Workers' Center; Association; Federation; Confederation; Alliance; League; Society; Union; Workers Union; Teachers Union; Brotherhood; Guild; Chamber of Commerce; Bar Association; Police Benevolent Association; Benevolent Association; Fraternal Order of Police; Police Union; Officers Association; Sheriffs' Association; Sheriffs Association; Chiefs of Police; Civil Liberties Union; Legal Aid Society; Legal Defense Fund; Law Center; Justice Center; Resource Center; Policy Center; Community Center; Advocacy Center; Defense Fund; Rights Project; Innocence Project; Project; Initiative; Campaign; Movement; Collective; Action Fund; Fund; Foundation; Endowment; Trust; Charities; Ministries; Mission; Church; Diocese; Archdiocese; Synagogue; Temple; Mosque; Islamic Center; Institute; Institution; Research Center; Policy Institute; Hospital; Medical Center; Health System; Clinic; Health Center; Hospice; University; College; Community College; State University; Law School; School of Law; Medical School; School of Medicine; Academy; Seminary; High School; Middle School; Elementary School; Museum; Library Association; Orchestra; Symphony; Ballet; Opera;
Party; Democratic Party; Republican Party; National Committee; Campaign Committee; PAC; Super PAC; Caucus; Tea Party; Young Republicans; College Democrats;
Times; Post; Wire; Journal; Herald; Tribune; Globe; Chronicle; Gazette; Examiner; Inquirer; Daily News; News; Star; Sun; Sentinel; Observer; Dispatch; Register; Courier; Press; Free Press; Associated Press; News Service; Weekly; Magazine; Review; Telegraph; Guardian; Independent; Monitor; Record; Bulletin; Ledger; Plain Dealer; Mercury News; Radio; Public Radio; Television; TV; Channel; Cartel; Gang; Crips; Bloods; Brigade; Brigades; Front; Liberation Front; Liberation Army; Militia; Mafia; Crime Family; Motorcycle Club; Boys; Kings
"""

ORGANIZATION_BEFORE_NAME = """
University of; College of; Bank of; Church of; Archdiocese of; Diocese of; Center for; Institute for; Institute of; Foundation for; Coalition for; Coalition to; Alliance for; Association of; Association for; Society of; Society for; Federation of; League of; Council on; Citizens for; Americans for; Friends of; Brotherhood of; International Brotherhood of; Museum of; Campaign for; Committee for; Fraternal Order of; Order of; Party of; Movement for; Partnership for; Project on; Students for; Veterans for; Women for; Mothers Against; Doctors Without; Union of; Union for
"""

# canonical | kind | gender | forms. Kinds: position (a job), honorific (a form of address),
# rank (police or armed forces; a job too, and used like an honorific).
TITLES = """
mister|honorific|m|mr.;mr
missus|honorific|f|mrs.;mrs
ms.|honorific|f|ms.;ms
miss|honorific|f|miss
mx.|honorific||mx.
madam|honorific|f|madam;madame
sir|honorific|m|sir
dame|honorific|f|dame
lord|honorific|m|lord
lady|honorific|f|lady
baroness|honorific|f|baroness
baron|honorific|m|baron
doctor|honorific||dr.;dr;doctor
professor|position||professor;prof.;associate professor;assistant professor
reverend|honorific||rev.;reverend;the rev.
father|honorific|m|fr.
rabbi|position||rabbi
imam|position|m|imam
pastor|position||pastor
bishop|position||bishop
archbishop|position|m|archbishop
cardinal|position|m|cardinal
pope|position|m|pope
honorable|honorific||hon.;honorable
señor|honorific|m|señor
señora|honorific|f|señora;sra.
king|position|m|king
queen|position|f|queen
prince|position|m|prince;crown prince
princess|position|f|princess
sheikh|honorific|m|sheikh;sheik
ayatollah|position|m|ayatollah
president|position||president;pres.
president-elect|position||president-elect
vice president|position||vice president;vice-president
first lady|position|f|first lady
prime minister|position||prime minister;premier
deputy prime minister|position||deputy prime minister
chancellor|position||chancellor;chancellor of the exchequer
minister|position||minister
foreign minister|position||foreign minister
defense minister|position||defense minister;defence minister
interior minister|position||interior minister
finance minister|position||finance minister
justice minister|position||justice minister
health minister|position||health minister
home secretary|position||home secretary
foreign secretary|position||foreign secretary
secretary|position||secretary;sec.
secretary of state|position||secretary of state
secretary of defense|position||secretary of defense;defense secretary;secretary of war;war secretary
secretary of homeland security|position||secretary of homeland security;homeland security secretary
treasury secretary|position||treasury secretary;secretary of the treasury
secretary-general|position||secretary-general;secretary general
press secretary|position||press secretary
deputy press secretary|position||deputy press secretary
deputy secretary|position||deputy secretary
undersecretary|position||undersecretary;under secretary
assistant secretary|position||assistant secretary
attorney general|position||attorney general
deputy attorney general|position||deputy attorney general
assistant attorney general|position||assistant attorney general
associate attorney general|position||associate attorney general
solicitor general|position||solicitor general
surgeon general|position||surgeon general
inspector general|position||inspector general
comptroller general|position||comptroller general
postmaster general|position||postmaster general
governor|position||governor;gov.
governor-elect|position||governor-elect
lieutenant governor|position||lieutenant governor;lt. gov.
senator|position||senator;sen.;sens.
senator-elect|position||senator-elect
state senator|position||state senator;state sen.
representative|position||representative;rep.;reps.
state representative|position||state representative;state rep.
congressman|position|m|congressman
congresswoman|position|f|congresswoman
congressperson|position||member of congress
delegate|position||delegate;del.
resident commissioner|position||resident commissioner
assemblyman|position|m|assemblyman
assemblywoman|position|f|assemblywoman
assemblymember|position||assemblymember;assembly member
speaker of the house|position||house speaker;speaker of the house;speaker
majority leader|position||majority leader;senate majority leader;house majority leader
minority leader|position||minority leader;senate minority leader;house minority leader
whip|position||majority whip;minority whip
chairman|position|m|chairman
chairwoman|position|f|chairwoman
chair|position||chair;chairperson
vice chairman|position|m|vice chairman
vice chair|position||vice chair
ranking member|position||ranking member
councilman|position|m|councilman;city councilman
councilwoman|position|f|councilwoman;city councilwoman
councilor|position||councilor;city councilor;councillor
councilmember|position||councilmember;council member;city council member
council president|position||council president;city council president
alderman|position|m|alderman;ald.
alderwoman|position|f|alderwoman
alderperson|position||alderperson
mayor|position||mayor
deputy mayor|position||deputy mayor
vice mayor|position||vice mayor
borough president|position||borough president
selectman|position|m|selectman
county executive|position||county executive
county judge|position||county judge
county commissioner|position||county commissioner
city manager|position||city manager
town manager|position||town manager
county manager|position||county manager
city attorney|position||city attorney
county attorney|position||county attorney
city clerk|position||city clerk
supervisor|position||supervisor;county supervisor
trustee|position||trustee
treasurer|position||treasurer
comptroller|position||comptroller
controller|position||controller
auditor|position||auditor
ambassador|position||ambassador
consul general|position||consul general
envoy|position||envoy;special envoy
special representative|position||special representative
border czar|position||border czar
czar|position||czar
national security adviser|position||national security adviser;national security advisor
adviser|position||adviser;advisor;senior adviser;senior advisor
aide|position||aide
counsel|position||counsel;general counsel;chief counsel;deputy counsel
counselor|position||counselor
special counsel|position||special counsel
chief of staff|position||chief of staff;deputy chief of staff
campaign manager|position||campaign manager
campaign chairman|position|m|campaign chairman
strategist|position||strategist;chief strategist
director|position||director;dir.
acting director|position||acting director
deputy director|position||deputy director
associate director|position||associate director
assistant director|position||assistant director
assistant director in charge|position||assistant director in charge
executive director|position||executive director
executive associate director|position||executive associate director
executive assistant director|position||executive assistant director
managing director|position||managing director
field office director|position||field office director
deputy field office director|position||deputy field office director
assistant field office director|position||assistant field office director
regional director|position||regional director
communications director|position||communications director;director of communications
political director|position||political director
legal director|position||legal director
policy director|position||policy director
program director|position||program director
special agent in charge|position||special agent in charge;special agent-in-charge;sac
assistant special agent in charge|position||assistant special agent in charge
acting special agent in charge|position||acting special agent in charge
resident agent in charge|position||resident agent in charge
supervisory special agent|position||supervisory special agent
special agent|position||special agent
agent|position||agent
chief patrol agent|position||chief patrol agent;sector chief
patrol agent in charge|position||patrol agent in charge
border patrol agent|position||border patrol agent
deportation officer|position||deportation officer
port director|position||port director
administrator|position||administrator
deputy administrator|position||deputy administrator
commissioner|position||commissioner
deputy commissioner|position||deputy commissioner
assistant commissioner|position||assistant commissioner
police commissioner|position||police commissioner
fire commissioner|position||fire commissioner
superintendent|position||superintendent;supt.
school superintendent|position||school superintendent;superintendent of schools
sheriff|position||sheriff
undersheriff|position||undersheriff
sheriff's deputy|position||sheriff's deputy
deputy|rank||deputy
constable|rank||constable
marshal|position||marshal;u.s. marshal
deputy u.s. marshal|position||deputy u.s. marshal;deputy marshal
chief deputy|position||chief deputy
police chief|position||police chief;chief of police
deputy chief|position||deputy chief;deputy police chief
assistant chief|position||assistant chief;assistant police chief
chief of department|position||chief of department
fire chief|position||fire chief
battalion chief|position||battalion chief
fire marshal|position||fire marshal
chief|position||chief
chief executive officer|position||chief executive officer;chief executive;ceo
chief financial officer|position||chief financial officer;cfo
chief operating officer|position||chief operating officer;coo
chief medical officer|position||chief medical officer
chief technology officer|position||chief technology officer;cto
warden|position||warden
district attorney|position||district attorney
assistant district attorney|position||assistant district attorney
deputy district attorney|position||deputy district attorney
prosecutor|position||prosecutor;county prosecutor
state's attorney|position||state's attorney;state attorney
u.s. attorney|position||u.s. attorney;us attorney;united states attorney
acting u.s. attorney|position||acting u.s. attorney
assistant u.s. attorney|position||assistant u.s. attorney
first assistant u.s. attorney|position||first assistant u.s. attorney
public defender|position||public defender;federal public defender
attorney|position||attorney;atty.
lawyer|position||lawyer;defense lawyer
defense attorney|position||defense attorney;defence attorney
judge|position||judge;district judge;u.s. district judge;circuit judge;superior court judge;federal judge;immigration judge
magistrate judge|position||magistrate judge;u.s. magistrate judge;magistrate
justice|position||justice;associate justice;supreme court justice
chief justice|position||chief justice
chief judge|position||chief judge
medical examiner|position||medical examiner;coroner
spokesman|position|m|spokesman
spokeswoman|position|f|spokeswoman
spokesperson|position||spokesperson
public affairs officer|position||public affairs officer
public information officer|position||public information officer;pio
founder|position||founder;co-founder;cofounder
owner|position||owner
organizer|position||organizer
activist|position||activist
analyst|position||analyst
economist|position||economist;chief economist
researcher|position||researcher
fellow|position||fellow;senior fellow
policy analyst|position||policy analyst
manager|position||manager;general manager
editor|position||editor;managing editor;executive editor;editor-in-chief;editor in chief
reporter|position||reporter
columnist|position||columnist
correspondent|position||correspondent
anchor|position||anchor
author|position||author
coach|position||coach;head coach
nominee|position||nominee
candidate|position||candidate
leader|position||leader
head|position||head
dean|position||dean
principal|position||principal
provost|position||provost
union president|position||union president
businessman|position|m|businessman
businesswoman|position|f|businesswoman
actor|position|m|actor
actress|position|f|actress
general|rank||general;gen.
lieutenant general|rank||lieutenant general;lt. gen.
major general|rank||major general;maj. gen.
brigadier general|rank||brigadier general;brig. gen.
colonel|rank||colonel;col.
lieutenant colonel|rank||lieutenant colonel;lt. col.
major|rank||major;maj.
captain|rank||captain;capt.
lieutenant|rank||lieutenant;lt.
sergeant|rank||sergeant;sgt.
staff sergeant|rank||staff sergeant;staff sgt.
corporal|rank||corporal;cpl.
private|rank||pvt.;pfc.
specialist|rank||spc.
admiral|rank||admiral;adm.
vice admiral|rank||vice admiral;vice adm.
rear admiral|rank||rear admiral;rear adm.
commander|rank||commander;cmdr.
lieutenant commander|rank||lieutenant commander;lt. cmdr.
ensign|rank||ensign
detective|rank||detective;det.
detective sergeant|rank||detective sergeant;det. sgt.
inspector|rank||inspector;deputy inspector;chief inspector
officer|rank||officer;police officer
patrolman|rank|m|patrolman
trooper|rank||trooper;state trooper
ranger|rank||ranger
investigator|rank||investigator
field marshal|rank||field marshal
"""


def split(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", " ").split(";") if part.strip()]


def main():
    patterns = {}
    for heads, kind, place, side in (
            (ORGANIZATION_AFTER_NAME, "organization", "no", "after"),
            (ORGANIZATION_BEFORE_NAME, "organization", "no", "before"),
            (AGENCY_AFTER_PLACE, "agency", "yes", "after"),
            (AGENCY_AFTER_ANY_NAME, "agency", "no", "after"),
            (AGENCY_BEFORE_PLACE, "agency", "yes", "before")):
        for head in split(heads):
            patterns[head, side] = [head, kind, place, side]
    write_table(DATA / "body_patterns.tsv",
                "head\ttype\tthe name must be a place\tthe head stands before or after the name; "
                "hand-written; made by tools/make_patterns_and_titles.py",
                sorted(patterns.values()))
    titles = {}
    for line in TITLES.strip().splitlines():
        canonical, kind, gender, forms = line.split("|")
        for form in split(forms):
            assert form not in titles, form
            titles[form] = [form, canonical, kind, gender]
    write_table(DATA / "titles.tsv",
                "title in lower case\tfull form\tkind\tgender it tells; hand-written; made by "
                "tools/make_patterns_and_titles.py", sorted(titles.values()))


if __name__ == "__main__":
    main()
