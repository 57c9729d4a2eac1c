"""Names of months and weekdays: made by `generate`, do not edit."""

from __future__ import annotations

from typing import Final

MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "jan january",
        "feb february",
        "mar march",
        "apr april",
        "may",
        "jun june",
        "jul july",
        "aug august",
        "sep sept september",
        "oct october",
        "nov november",
        "dec december",
    ),
    "de": (
        "jan janner januar",
        "feb feber februar",
        "mar marz mrz",
        "apr april",
        "mai",
        "jun juni",
        "jul juli",
        "aug august",
        "sep sept september",
        "okt oktober",
        "nov november",
        "dez dezember",
    ),
    "es": (
        "ene enero",
        "feb febrero",
        "mar marzo",
        "abr abril",
        "may mayo",
        "jun junio",
        "jul julio",
        "ago agosto",
        "sep sept septiembre set setiembre",
        "oct octubre",
        "nov noviembre",
        "dic diciembre",
    ),
    "fr": (
        "jan janv janvier",
        "fev fevr fevrier",
        "mars",
        "avr avril",
        "mai",
        "juin jun",
        "juil juillet jul",
        "aou aout",
        "sep sept septembre",
        "oct octobre",
        "nov novembre",
        "dec decembre",
    ),
    "it": (
        "gen gennaio",
        "feb febbraio",
        "mar marzo",
        "apr aprile",
        "mag maggio",
        "giu giugno",
        "lug luglio",
        "ago agosto",
        "set settembre",
        "ott ottobre",
        "nov novembre",
        "dic dicembre",
    ),
    "pt": (
        "jan janeiro",
        "fev fevereiro",
        "mar marco",
        "abr abril",
        "mai maio",
        "jun junho",
        "jul julho",
        "ago agosto",
        "septembro set setembro",
        "out outubro",
        "nov novembro",
        "dez dezembro",
    ),
    "nl": (
        "jan januari",
        "feb februari",
        "maart mrt",
        "apr april",
        "mei",
        "jun juni",
        "jul juli",
        "aug augustus",
        "sep september",
        "okt oktober",
        "nov november",
        "dec december",
    ),
    "pl": (
        "sty styczen stycznia styczniu",
        "lut lutego luty lutym",
        "mar marca marcu marzec",
        "kwi kwie kwiecien kwietnia kwietniu",
        "maj maja maju",
        "cze czerwca czerwcu czerwiec",
        "lip lipca lipcu lipiec",
        "sie sierpien sierpnia sierpniu",
        "wrz wrzesien wrzesnia wrzesniu",
        "paz pazdziernik pazdziernika pazdzierniku",
        "lis listopad listopada listopadzie",
        "gru grudnia grudniu grudzien",
    ),
    "ru": (
        "янв январь января",
        "фев февр февраль февраля",
        "мар март марта",
        "апр апрель апреля",
        "маи мая",
        "июн июнь июня",
        "июл июль июля",
        "авг август августа",
        "сен сент сентябрь сентября",
        "окт октябрь октября",
        "ноя нояб ноябрь ноября",
        "дек декабрь декабря",
    ),
    "uk": (
        "січ січень січня",
        "лют лютии лютого",
        "бер берез березень березня",
        "кві квіт квітень квітня",
        "тра трав травень травня",
        "чер черв червень червня",
        "лип липень липня",
        "сер серп серпень серпня",
        "вер верес вересень вересня",
        "жов жовт жовтень жовтня",
        "лис лист листоп листопад листопада",
        "гру груд грудень грудня",
    ),
    "sv": (
        "jan januari",
        "feb februari",
        "mars",
        "apr april",
        "maj",
        "jun juni",
        "jul juli",
        "aug augusti",
        "sep sept september",
        "okt oktober",
        "nov november",
        "dec december",
    ),
    "da": (
        "jan januar",
        "feb februar",
        "mar marts",
        "apr april",
        "maj",
        "jun juni",
        "jul juli",
        "aug august",
        "sep september",
        "okt oktober",
        "nov november",
        "dec december",
    ),
    "nb": (
        "jan januar",
        "feb februar",
        "mar mars",
        "apr april",
        "mai",
        "jun juni",
        "jul juli",
        "aug august",
        "sep september",
        "okt oktober",
        "nov november",
        "des desember",
    ),
    "fi": (
        "tammi tammik tammikuu tammikuussa tammikuuta",
        "helmi helmik helmikuu helmikuussa helmikuuta",
        "maalis maalisk maaliskuu maaliskuussa maaliskuuta",
        "huhti huhtik huhtikuu huhtikuussa huhtikuuta",
        "touko toukok toukokuu toukokuussa toukokuuta",
        "kesa kesak kesakuu kesakuussa kesakuuta",
        "heina heinak heinakuu heinakuussa heinakuuta",
        "elo elok elokuu elokuussa elokuuta",
        "syys syysk syyskuu syyskuussa syyskuuta",
        "loka lokak lokakuu lokakuussa lokakuuta",
        "marras marrask marraskuu marraskuussa marraskuuta",
        "joulu jouluk joulukuu joulukuussa joulukuuta",
    ),
    "cs": (
        "led leden ledna lednu",
        "uno unor unora unoru unr",
        "bre brezen brezna breznu",
        "dub duben dubna dubnu",
        "kve kveten kvetna kvetnu",
        "cer cerven cervna cervnu cvn",
        "cervence cervenci cervenec crc crv cvc",
        "srp srpen srpna srpnu",
        "zar zari",
        "rij rijen rijna rijnu",
        "lis listopad listopadu",
        "pro prosince prosinci prosinec",
    ),
    "ro": (
        "ian ianuarie",
        "feb febr februarie",
        "mar mart martie",
        "apr aprilie",
        "mai",
        "iun iunie",
        "iul iulie",
        "aug august",
        "sep sept septembrie",
        "oct octombrie",
        "noiem noiembrie nov",
        "dec decembrie",
    ),
    "tr": (
        "oc oca ocak",
        "su sub subat",
        "mar mart",
        "ni nis nisan",
        "may mayis",
        "ha haz haziran",
        "te tem temmuz",
        "ag agu agustos",
        "ey eyl eylul",
        "ek eki ekim",
        "ka kas kasim",
        "ar ara aralik",
    ),
    "hu": (
        "jan januar",
        "feb febr februar ii",
        "iii mar marc marcius",
        "apr aprilis iv",
        "maj majus",
        "jun junius vi",
        "jul julius vii",
        "aug augusztus viii",
        "ix szept szeptember",
        "okt oktober",
        "nov november xi",
        "dec december xii",
    ),
}

WEEKDAYS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "mo mon monday",
        "tu tue tues tuesday",
        "we wed wednesday",
        "th thu thursday",
        "fr fri friday",
        "sa sat saturday",
        "su sun sunday",
    ),
    "de": (
        "mo mon montag",
        "di die dienstag",
        "mi mit mittwoch",
        "do don donnerstag",
        "fr fre freitag",
        "sa sam samstag",
        "so son sonntag",
    ),
    "es": (
        "lu lun lunes",
        "mar martes",
        "mi mie miercoles",
        "ju jue jueves",
        "vi vie viernes",
        "sa sab sabado",
        "do dom domingo",
    ),
    "fr": (
        "lu lun lundi",
        "ma mar mardi",
        "me mer mercredi",
        "je jeu jeudi",
        "ve ven vendredi",
        "sa sam samedi",
        "di dim dimanche",
    ),
    "it": (
        "lun lunedi",
        "mar martedi",
        "mer mercoledi",
        "gio giovedi",
        "ven venerdi",
        "sab sabato",
        "dom domenica",
    ),
    "pt": (
        "seg segunda segunda-feira",
        "ter terca terca-feira",
        "qua quarta quarta-feira",
        "qui quinta quinta-feira",
        "sex sexta sexta-feira",
        "sab sabado",
        "dom domingo",
    ),
    "nl": (
        "ma maandag",
        "di dinsdag",
        "wo woensdag",
        "do donderdag",
        "vr vrijdag",
        "za zaterdag",
        "zo zondag",
    ),
    "pl": (
        "pn pon poniedzialek",
        "wt wto wtorek",
        "sr sro sroda srode",
        "cz czw czwartek",
        "pi pia piatek pt",
        "sb so sob sobota sobote",
        "nd nie niedz niedziela niedziele",
    ),
    "ru": (
        "пн пнд понедельник",
        "вт вторник втр",
        "ср срд среда среду",
        "четверг чт чтв",
        "пт птн пятница пятницу",
        "сб сбт суббота субботу",
        "воскресение воскресенье вс вск",
    ),
    "uk": (
        "пн пон понед понеділок",
        "вт вів вівтор вівторок",
        "сер серед середа середу ср",
        "чет четвер чт",
        "п'ятницю п'ятниця пт пят",
        "сб суб субот субота суботу",
        "нд нед неділ неділю неділя",
    ),
    "sv": (
        "man mand mandag",
        "tis tisd tisdag",
        "ons onsd onsdag",
        "tors torsd torsdag",
        "fre fred fredag",
        "lor lord lordag",
        "son sond sondag",
    ),
    "da": (
        "man mandag",
        "tir tirs tirsdag",
        "ons onsdag",
        "tor tors torsdag",
        "fre fredag",
        "lor lordag",
        "son sondag",
    ),
    "nb": (
        "man mandag",
        "tir tirsdag",
        "ons onsdag",
        "tor torsdag",
        "fre fredag",
        "lor lordag",
        "son sondag",
    ),
    "fi": (
        "ma maanantai maanantaina",
        "ti tiistai tiistaina",
        "ke keskiviikko keskiviikkona",
        "to torstai torstaina",
        "pe perjantai perjantaina",
        "la lauantai lauantaina",
        "su sunnuntai sunnuntaina",
    ),
    "cs": (
        "po pon pondeli",
        "ut ute utery",
        "st str streda stredu stredy",
        "ct ctv ctvrtek",
        "pa pat patek patku",
        "so sob sobota sobotu soboty",
        "ne ned nedele nedeli",
    ),
    "ro": (
        "lun luni",
        "mar marti",
        "mi mie miercuri",
        "joi",
        "vin vineri",
        "sam sambata",
        "dum duminica",
    ),
    "tr": (
        "pazartesi pzt",
        "sal sali",
        "car carsamba crs",
        "per persembe prs",
        "cum cuma",
        "cmt cumartesi",
        "paz pazar",
    ),
    "hu": (
        "hetfo",
        "kedd",
        "sze szerda",
        "cs csutortok",
        "pentek",
        "szo szombat",
        "vas vasarnap",
    ),
}

KNOWN: Final[dict[str, tuple[str, str]]] = {
    "af": (
        """april augustus desember februarie januarie julie
junie maart november oktober september""",
        """dinsdag donderdag gister maandag more saterdag
sondag vandag vrydag woensdag""",
    ),
    "bg": (
        """август април декември март ноември октомври
септ септември септм февруари януари""",
        """вдругиден вторник вчера днес неделя петък
понеделник снощи сряда събота утре четвъртък""",
    ),
    "ca": (
        """abril agost d'abr d'abril d'ag d'agost
d'oct d'octubre desembre febr febrer gener
juliol juny maig marc novembre octubre
setembre""",
        """abans-d'ahir ahir avui della-ahir dema despus-ahir
despus-dema dijous dilluns dimarts dimecres dissabte
diumenge divendres endema hui sendema""",
    ),
    "el": (
        """απριλιοσ απριλιου αυγουστοσ αυγουστου δεκεμβριοσ δεκεμβριου
ιανουαριοσ ιανουαριου ιουλ ιουλιοσ ιουλιου ιουν
ιουνιοσ ιουνιου μαιοσ μαιου μαρτιοσ μαρτιου
νοεμβριοσ νοεμβριου οκτωβριοσ οκτωβριου σεπτεμβριοσ σεπτεμβριου
φεβρουαριοσ φεβρουαριου""",
        """αυριο δευτερα κυριακη παρασκευη πεμπτη σαββατο
σημερα τεταρτη τριτη χθεσ""",
    ),
    "et": (
        """aprill august dets detsember jaan jaanuar
juuli juuni marts november oktoober sept
september veebr veebruar""",
        """eile esmaspaev homme kolmapaev laupaev neljapaev
puhapaev reede tana teisipaev""",
    ),
    "eu": (
        """abendua abuztua apirila azaroa ekaina iraila
maiatza martxoa otsaila urria urtarrila uztaila""",
        """asteartea asteazkena astelehena atzo bihar gaur
igandea larunbata osteguna ostirala""",
    ),
    "gl": (
        """abril agosto decembro febreiro maio marzo
novembro outubro setembro xaneiro xullo xuno""",
        """domingo hoxe mana martes mercores onte
sabado venres xoves""",
    ),
    "hr": (
        """kolovoz kolovoza kolovozom kolovozu lipanj lipnja
lipnjem lipnju listopad listopada listopadom listopadu
ozujak ozujka ozujkom ozujku prosinac prosinca
prosincem prosincu rujan rujna rujnom rujnu
sijecanj sijecnja sijecnjem sijecnju srpanj srpnja
srpnjem srpnju studeni studenim studenog studenoga
studenom studenome studenomu svibanj svibnja svibnjem
svibnju travanj travnja travnjem travnju velj
veljaca veljace veljaci veljacom""",
        """cetvrtak danas jucer nedjelja petak ponedjeljak
prekjucer prekosutra srijeda subota sutra utorak""",
    ),
    "id": (
        """agustus april desember djan djanuari djuli
djuni februari januari juli juni maret
nopember november oktober pebruari sept september""",
        """besok jumat kamis kemarin minggu sabtu
selasa senin""",
    ),
    "is": (
        """agust april desember februar januar juli
juni mars november oktober september""",
        """fimmtudagur fostudagur laugardagur manudagur miðvikudagur sunnudagur
þriðjudagur""",
    ),
    "lt": (
        """balandis balandzio birz birzelio birzelis geguze
geguzes gruod gruodis gruodzio kovas kovo
lapkr lapkricio lapkritis liep liepa liepos
rugp rugpjucio rugpjutis rugs rugsejis rugsejo
saus sausio sausis spal spalio spalis
vasario vasaris""",
        """antradienis ketvirtadienis penktadienis pirmadienis rytoj sekmadienis
sestadienis siandien treciadienis vakar""",
    ),
    "lv": (
        """aprilis augusts decembris febr februaris janv
janvaris julijs junijs maijs marts novembris
oktobris sept septembris""",
        """ceturtd ceturtdiena otrdiena piektd piektdiena pirmd
pirmdiena rit sestd sestdiena sodien svetd
svetdiena tresd tresdiena vakar""",
    ),
    "ms": (
        """april disember februari januari julai november
ogos oktober september""",
        """esok isnin jumaat khamis sabtu selasa
semalam semlm""",
    ),
    "sk": (
        """april aprila august augusta december decembra
februar februara januar januara jula juna
maja marca marec november novembra oktober
oktobra september septembra""",
        """dnes nedela nedelu piatok pondelok pozajtra
predvcerom sobota sobotu streda stredu stvrtok
utorok vcera zajtra""",
    ),
    "sl": (
        """april avgust december februar januar julij
junij marec november oktober september""",
        """cetrtek danes jutri nedelja petek ponedeljek
sobota sreda torek vceraj""",
    ),
    "sq": (
        """dhjetor gush gusht janar korr korrik
mars nentor prill qershor shkurt shtator
tetor""",
        """dje neser sot""",
    ),
    "sr": (
        """август април децембар март новембар октобар
септембар фебруар јануар""",
        """данас недеља петак понедељак среда субота
сутра уторак четвртак јуче""",
    ),
}
