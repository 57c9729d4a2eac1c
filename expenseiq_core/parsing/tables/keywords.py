"""Everyday words and the default category they speak of, in en, de, es, fr, pt and ru."""

from __future__ import annotations

from typing import Final

from expenseiq_core.parsing.text import fold

_TABLE: Final = {
    "Food": """
                breakfast brunch lunch dinner supper snack snacks meal meals coffee coffees
        espresso cappuccino latte
                tea pizza burger burgers sushi ramen kebab doner donut donuts bagel bagels sandwich
        salad soup steak
                chips fries pasta noodles taco tacos burrito curry restaurant restaurants cafe
        bistro diner canteen
                takeaway takeout mcdonalds mcdonald's mcd kfc starbucks subway dominos nando's
        chipotle dunkin
                groceries grocery supermarket market bakery bread milk eggs egg cheese butter rice
        meat chicken beef
                fish fruit fruits vegetables veggies banana bananas apple apples tomato tomatoes
        potatoes chocolate
                candy sweets cake cakes cookies cookie icecream beer beers wine whisky vodka
        champagne cocktail
                cocktails pint pints drinks drink water juice soda cola bar pub food eats ubereats
        deliveroo doordash
                grubhub lieferando wolt glovo foodora aldi lidl rewe edeka penny netto kaufland
        tesco sainsburys asda
                morrisons waitrose costco walmart trader carrefour auchan leclerc intermarche
        monoprix mercadona dia
        eroski continente pingo migros coop spar billa hofer
                fruhstuck mittagessen abendessen essen brot brotchen milch eier kase fleisch obst
        gemuse kaffee bier
                wein kuchen eis backerei backer metzger supermarkt einkauf lebensmittel
        restaurantbesuch imbiss mensa
        kantine wurst schnitzel getranke wasser saft schokolade
                desayuno almuerzo comida cena merienda pan leche huevos queso carne pollo pescado
        fruta verdura cerveza
        vino restaurante supermercado panaderia helado tapas bocadillo agua
                petit-dejeuner dejeuner diner gouter pain baguette lait oeufs fromage viande poulet
        poisson legumes
        biere vin boulangerie courses epicerie glace croissant boisson resto
                almoco jantar lanche pequeno-almoco pao leite ovos queijo frango peixe cerveja
        vinho padaria mercado
        mercearia sorvete pastel cafezinho ifood feira acougue
                завтрак обед ужин перекус кофе чаи хлеб молоко яица сыр мясо курица рыба фрукты
        овощи пиво вино вода
                сок пицца суши бургер шаурма шаверма ресторан кафе бар столовая продукты
        супермаркет магазин еда
                пятерочка перекресток магнит ашан лента вкусвилл дикси мороженое торт шоколад
        кофеиня макдак бизнес-ланч
    """,
    "Transport": """
                taxi cab uber lyft bolt cabify grab gojek bus tram metro underground tube train
        trains subway ferry
                parking park-ticket petrol gas gasoline fuel diesel toll tolls carwash mechanic
        tyres tires bike scooter
        car lime tier transport commute fare oyster ride shell bp esso aral
                fahrkarte fahrschein bahn zug ubahn u-bahn sbahn s-bahn strassenbahn tanken benzin
        sprit parken
        parkplatz parkhaus maut werkstatt reifen fahrrad deutschlandticket db monatskarte auto
                autobus tren gasolina gasoil peaje aparcamiento estacionamiento coche taller bici
        billete renfe
        essence carburant peage stationnement voiture velo garage ratp sncf navigo trajet
                onibus comboio trem gasolina combustivel portagem pedagio estacionamento carro
        oficina bicicleta
        passagem autocarro
                такси автобус трамваи троллеибус метро электричка поезд бензин заправка парковка
        машина маршрутка
        проезд самокат каршеринг мотоцикл шиномонтаж
    """,
    "Home": """
                rent mortgage furniture sofa couch table chair lamp bed mattress ikea curtains
        carpet tools paint tiles
                repair repairs plumber cleaning cleaner detergent kitchen washing-machine fridge
        vacuum house home
        household deposit mop
                miete mobel tisch stuhl lampe bett matratze teppich farbe reparatur handwerker
        putzmittel haushalt
        baumarkt bauhaus obi hornbach waschmaschine kuhlschrank hypothek kaution wohnung
                alquiler hipoteca muebles mesa silla lampara cama colchon reparacion limpieza casa
        hogar fontanero
        loyer hypotheque meubles canape chaise lampe lit matelas bricolage menage maison castorama
        aluguel renda arrendamento moveis sofa mesa cadeira cama colchao conserto limpeza
                аренда квартира ипотека мебель диван стол стул лампа кровать матрас ремонт уборка
        икеа дом жилье
    """,
    "Utilities": """
                electricity power water-bill gas-bill heating internet wifi broadband phone mobile
        sim utilities bill
        bills insurance hosting domain electric topup
                strom heizung wasserrechnung handy telefon handyvertrag versicherung nebenkosten
        gez rundfunkbeitrag
        luz electricidad calefaccion movil telefono seguro factura facturas gas
        electricite chauffage telephone forfait assurance facture edf
        energia eletricidade conta contas telemovel celular telefone seguro condominio
        электричество свет отопление интернет связь телефон коммуналка жкх страховка мобильныи газ
    """,
    "Health": """
                pharmacy doctor dentist hospital clinic medicine meds pills vitamin vitamins
        glasses lenses gym fitness
                yoga therapy therapist physio massage haircut hairdresser barber cosmetics shampoo
        toothpaste nails sun
        cream sunscreen health optician checkup
                apotheke arzt zahnarzt krankenhaus medizin medikamente brille friseur fitnessstudio
        sport massage
        drogerie dm rossmann
        farmacia medico dentista hospital medicina medicinas gafas peluqueria gimnasio
        pharmacie medecin dentiste hopital medicaments lunettes coiffeur salle-de-sport
        remedio remedios oculos cabeleireiro academia ginasio saude
                аптека врач стоматолог больница лекарства лекарство таблетки очки парикмахерская
        стрижка спортзал
        витамины анализы маникюр клиника
    """,
    "Clothes": """
                clothes clothing shoes shoe sneakers boots shirt tshirt t-shirt trousers pants
        jeans dress jacket coat
        socks underwear hat gloves scarf suit zara h&m uniqlo primark nike adidas zalando laundry
        kleidung schuhe hemd hose jacke mantel socken kleid pullover
        ropa zapatos zapatillas camisa camiseta pantalon vestido chaqueta abrigo calcetines
        vetements chaussures chemise pantalon robe veste manteau chaussettes
        roupa roupas sapatos sapato camisa calca vestido casaco meias tenis
        одежда обувь кроссовки рубашка футболка штаны джинсы платье куртка пальто носки ботинки
    """,
    "Fun": """
                cinema movie movies film theatre theater concert show museum gallery ticket tickets
        game games book books
                magazine netflix spotify hulu disney youtube steam playstation xbox subscription
        party club disco bowling
        festival zoo app apps music hobby fun entertainment lottery
        kino theater konzert buch bucher spiel spiele eintritt ausgehen museum feiern verein abo
        cine teatro concierto libro libros juego juegos entrada entradas fiesta museo discoteca
        spectacle livre livres jeu jeux musee sortie boite
        concerto livro livros jogo jogos ingresso ingressos festa museu balada
                кино театр концерт книга книги игра игры билеты билет музеи клуб подписка вечеринка
        развлечения
    """,
    "Travel": """
                flight flights hotel hostel airbnb booking plane airline airport luggage visa-fee
        vacation holiday
        holidays trip travel souvenir souvenirs ryanair easyjet lufthansa tour camping cruise
        flug fluge urlaub reise unterkunft ferien flughafen
        vuelo vuelos viaje vacaciones alojamiento aeropuerto maleta
        avion voyage vacances hebergement aeroport
        voo voos viagem ferias hospedagem passagens
        самолет авиабилеты отель гостиница хостел отпуск путешествие поездка перелет сувениры
    """,
    "Gifts": """
        gift gifts present presents donation donations charity flowers bouquet birthday wedding
        geschenk geschenke spende spenden blumen geburtstag hochzeit
        regalo regalos donacion flores cumpleanos boda
        cadeau cadeaux fleurs anniversaire mariage
        presente presentes doacao flores aniversario casamento
        подарок подарки цветы букет благотворительность свадьба донат
    """,
    "Education": """
                course courses school tuition university college class classes lesson lessons
        training textbook exam
        udemy coursera stationery notebook
        kurs kurse schule uni universitat studium unterricht schulung nachhilfe semesterbeitrag
        curso cursos escuela universidad clase clases matricula colegio
        cours ecole universite formation scolarite
        escola faculdade universidade aula aulas mensalidade
        курс курсы школа университет учеба обучение репетитор урок уроки учебник
    """,
    "Kids & pets": """
                kid kids child children baby diapers nappies toy toys daycare kindergarten nanny
        babysitter dog cat pet
        pets vet petfood kitten puppy
        kind kinder windeln spielzeug kita hund katze tierarzt hundefutter katzenfutter
        nino ninos bebe panales juguete juguetes guarderia perro gato veterinario mascota
        enfant enfants couches jouet jouets creche chien chat veterinaire
        filho filhos crianca criancas fraldas brinquedo brinquedos cachorro
        дети ребенок подгузники игрушки игрушка садик няня собака кот кошка корм ветеринар памперсы
    """,
    "Savings": """
                savings saving invest investment investments etf stocks shares crypto bitcoin
        pension retirement
        sparen ersparnisse sparplan aktien depot tagesgeld
        ahorro ahorros inversion acciones
        epargne placement bourse
        poupanca investimento investimentos acoes
        сбережения накопления инвестиции акции вклад копилка
    """,
    "Transfers & cash": """
        atm withdrawal withdraw cash-withdrawal topup-card
        abhebung geldautomat umbuchung
        cajero retirada
        retrait distributeur
        saque levantamento
        банкомат снятие перевод
    """,
}

KEYWORDS: Final = {
    fold(word): category
    for category, words in _TABLE.items()
    for word in words.split()
    if not word.endswith("_")
}
"""Folded word -> the default category it speaks of; the later row wins."""
ALIASES: Final = {
    "Food": "groceries essen lebensmittel comida alimentos nourriture alimentation alimentacao еда"
    " продукты питание foods",
    "Transport": "transportation transit verkehr transporte transports транспорт",
    "Home": "housing household wohnen haushalt hogar casa maison logement moradia дом жилье",
    "Utilities": "bills utility nebenkosten servicios charges contas коммуналка",
    "Health": "medical healthcare gesundheit salud sante saude здоровье",
    "Clothes": "clothing kleidung ropa vetements roupa roupas одежда",
    "Fun": "entertainment leisure freizeit spass ocio loisirs lazer развлечения",
    "Travel": "trips vacation reisen urlaub viajes voyages viagens путешествия",
    "Gifts": "gift presents geschenke regalos cadeaux presentes подарки",
    "Education": "learning bildung educacion education educacao образование",
    "Kids & pets": "kids pets kinder haustiere ninos mascotas enfants animaux criancas"
    " дети питомцы",
    "Other": "misc miscellaneous sonstiges otros autre autres outros другое прочее",
    "Savings": "saving sparen ahorros epargne poupanca сбережения",
    "Transfers & cash": "transfer transfers umbuchung transferencias virements переводы",
}
"""Default category -> other names it answers to."""
