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

KNOWN: Final[dict[str, str]] = {
    "af": (
        "april augustus desember dinsdag donderdag februarie "
        "gister januarie julie junie maandag maart "
        "more november oktober saterdag september sondag "
        "vandag vrydag woensdag "
    ),
    "bg": (
        "август април вдругиден вторник вчера декември "
        "днес март неделя ноември октомври петък "
        "понеделник септ септември септм снощи сряда "
        "събота утре февруари четвъртък януари "
    ),
    "ca": (
        "abans-d'ahir abril agost ahir avui d'abr "
        "d'abril d'ag d'agost d'oct d'octubre della-ahir "
        "dema desembre despus-ahir despus-dema dijous dilluns "
        "dimarts dimecres dissabte diumenge divendres endema "
        "febr febrer gener hui juliol juny "
        "maig marc novembre octubre sendema setembre "
    ),
    "el": (
        "απριλιοσ απριλιου αυγουστοσ αυγουστου αυριο δεκεμβριοσ "
        "δεκεμβριου δευτερα ιανουαριοσ ιανουαριου ιουλ ιουλιοσ "
        "ιουλιου ιουν ιουνιοσ ιουνιου κυριακη μαιοσ "
        "μαιου μαρτιοσ μαρτιου νοεμβριοσ νοεμβριου οκτωβριοσ "
        "οκτωβριου παρασκευη πεμπτη σαββατο σεπτεμβριοσ σεπτεμβριου "
        "σημερα τεταρτη τριτη φεβρουαριοσ φεβρουαριου χθεσ "
    ),
    "et": (
        "aprill august dets detsember eile esmaspaev "
        "homme jaan jaanuar juuli juuni kolmapaev "
        "laupaev marts neljapaev november oktoober puhapaev "
        "reede sept september tana teisipaev veebr "
        "veebruar "
    ),
    "eu": (
        "abendua abuztua apirila asteartea asteazkena astelehena "
        "atzo azaroa bihar ekaina gaur igandea "
        "iraila larunbata maiatza martxoa osteguna ostirala "
        "otsaila urria urtarrila uztaila "
    ),
    "gl": (
        "abril agosto decembro domingo febreiro hoxe "
        "luns maio mana martes marzo mercores "
        "novembro onte outubro sabado setembro venres "
        "xaneiro xoves xullo xuno "
    ),
    "hr": (
        "cetvrtak danas jucer kolovoz kolovoza kolovozom "
        "kolovozu lipanj lipnja lipnjem lipnju listopad "
        "listopada listopadom listopadu nedjelja ozujak ozujka "
        "ozujkom ozujku petak ponedjeljak prekjucer prekosutra "
        "prosinac prosinca prosincem prosincu rujan rujna "
        "rujnom rujnu sijecanj sijecnja sijecnjem sijecnju "
        "srijeda srpanj srpnja srpnjem srpnju studeni "
        "studenim studenog studenoga studenom studenome studenomu "
        "subota sutra svibanj svibnja svibnjem svibnju "
        "travanj travnja travnjem travnju utorak velj "
        "veljaca veljace veljaci veljacom "
    ),
    "id": (
        "agustus ahad april besok desember djan "
        "djanuari djuli djuni februari januari juli "
        "jumat juni kamis kemarin maret minggu "
        "nopember november oktober pebruari rabu sabtu "
        "selasa senin sept september "
    ),
    "is": (
        "agust april desember februar fimmtudagur fostudagur "
        "januar juli juni laugardagur manudagur mars "
        "miðvikudagur november oktober september sunnudagur þriðjudagur "
    ),
    "lt": (
        "antradienis balandis balandzio birz birzelio birzelis "
        "geguze geguzes gruod gruodis gruodzio ketvirtadienis "
        "kovas kovo lapkr lapkricio lapkritis liep "
        "liepa liepos penktadienis pirmadienis rugp rugpjucio "
        "rugpjutis rugs rugsejis rugsejo rytoj saus "
        "sausio sausis sekmadienis sestadienis siandien spal "
        "spalio spalis treciadienis vakar vasario vasaris "
    ),
    "lv": (
        "aprilis augusts ceturtd ceturtdiena decembris febr "
        "februaris janv janvaris julijs junijs maijs "
        "marts novembris oktobris otrd otrdiena piektd "
        "piektdiena pirmd pirmdiena rit sept septembris "
        "sestd sestdiena sodien svetd svetdiena tresd "
        "tresdiena vakar "
    ),
    "ms": (
        "ahad april disember esok februari isnin "
        "januari julai jumaat khamis november ogos "
        "oktober rabu sabtu selasa semalam semlm "
        "september "
    ),
    "sk": (
        "april aprila august augusta december decembra "
        "dnes februar februara januar januara jula "
        "juna maja marca marec nedela nedelu "
        "november novembra oktober oktobra piatok pondelok "
        "pozajtra predvcerom september septembra sobota sobotu "
        "streda stredu stvrtok utorok vcera zajtra "
    ),
    "sl": (
        "april avgust cetrtek danes december februar "
        "januar julij junij jutri marec nedelja "
        "november oktober petek ponedeljek september sobota "
        "sreda torek vceraj "
    ),
    "sq": (
        "dhjetor dje gush gusht janar korr "
        "korrik mars nentor neser prill qershor "
        "shkurt shtator sot tetor "
    ),
    "sr": (
        "август април данас децембар март недеља "
        "новембар октобар петак понедељак септембар среда "
        "субота сутра уторак фебруар четвртак јануар "
        "јуче "
    ),
}
