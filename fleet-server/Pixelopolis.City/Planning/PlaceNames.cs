namespace Pixelopolis.City.Planning;

/// <summary>Places a planner can put on a map, named in English, Japanese, Thai, Spanish and Arabic.</summary>
public static class PlaceNames
{
    /// <summary>The language tags of every place's names.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "ja", "th", "es", "ar"];

    /// <summary>Station ids of destinations and their names.</summary>
    public static IReadOnlyList<(string Id, IReadOnlyDictionary<string, string> Names)> Destinations { get; } =
    [
        Place("lighthouse", "Old Lighthouse", "古い灯台", "ประภาคารเก่า", "El Faro Viejo", "المنارة القديمة"),
        Place("harbour-market", "Harbour Market", "港の市場", "ตลาดท่าเรือ", "Mercado del Puerto", "سوق الميناء"),
        Place("moonlight-library", "Moonlight Library", "月明かり図書館", "ห้องสมุดแสงจันทร์", "Biblioteca Luz de Luna", "مكتبة ضوء القمر"),
        Place("cinnamon-bakery", "Cinnamon Bakery", "シナモンベーカリー", "ร้านขนมปังอบเชย", "Panadería Canela", "مخبز القرفة"),
        Place("observatory", "Starfall Observatory", "流れ星天文台", "หอดูดาวฝนดาวตก", "Observatorio Estrella Fugaz", "مرصد الشهاب"),
        Place("lotus-teahouse", "Lotus Teahouse", "蓮の茶屋", "โรงน้ำชาดอกบัว", "Casa de Té El Loto", "بيت شاي اللوتس"),
        Place("acorn-school", "Acorn School", "どんぐり小学校", "โรงเรียนลูกโอ๊ก", "Escuela La Bellota", "مدرسة البلوط"),
        Place("willow-hospital", "Willow Hospital", "柳病院", "โรงพยาบาลต้นหลิว", "Hospital El Sauce", "مستشفى الصفصاف"),
        Place("small-things", "Museum of Small Things", "小さなもの博物館", "พิพิธภัณฑ์ของจิ๋ว", "Museo de las Cosas Pequeñas", "متحف الأشياء الصغيرة"),
        Place("firefly-garden", "Firefly Garden", "ホタルの庭", "สวนหิ่งห้อย", "Jardín de las Luciérnagas", "حديقة اليراعات"),
        Place("central-station", "Central Station", "中央駅", "สถานีกลาง", "Estación Central", "المحطة المركزية"),
        Place("lantern-theatre", "Paper Lantern Theatre", "提灯劇場", "โรงละครโคมกระดาษ", "Teatro Farolillo de Papel", "مسرح الفانوس الورقي"),
        Place("clock-tower", "Clock Tower Square", "時計塔広場", "จัตุรัสหอนาฬิกา", "Plaza de la Torre del Reloj", "ساحة برج الساعة"),
        Place("windmill-hill", "Windmill Hill", "風車の丘", "เนินกังหันลม", "Colina del Molino", "تل طاحونة الهواء"),
        Place("pixel-cinema", "Pixel Cinema", "ピクセル映画館", "โรงหนังพิกเซล", "Cine Píxel", "سينما بيكسل"),
        Place("wishing-fountain", "Wishing Fountain", "願いの噴水", "น้ำพุอธิษฐาน", "Fuente de los Deseos", "نافورة الأمنيات"),
        Place("seahorse-aquarium", "Seahorse Aquarium", "タツノオトシゴ水族館", "อควาเรียมม้าน้ำ", "Acuario Caballito de Mar", "حوض أسماك فرس البحر"),
        Place("fox-books", "Fox and Page Books", "きつね書房", "ร้านหนังสือจิ้งจอก", "Librería El Zorro", "متجر كتب الثعلب"),
        Place("ferry-landing", "Ferry Landing", "渡し船乗り場", "ท่าเรือข้ามฟาก", "El Embarcadero", "مرسى العبّارة"),
        Place("tinkers-workshop", "Tinker's Workshop", "ものづくり工房", "โรงช่างประดิษฐ์", "Taller del Inventor", "ورشة المخترع"),
        Place("blossom-park", "Cherry Blossom Park", "桜公園", "สวนซากุระ", "Parque de los Cerezos", "حديقة أزهار الكرز"),
        Place("snowflake", "Snowflake Ice Cream", "雪の結晶アイスクリーム", "ไอศกรีมเกล็ดหิมะ", "Heladería Copo de Nieve", "مثلجات ندفة الثلج"),
        Place("marble-stadium", "Marble Stadium", "ビー玉スタジアム", "สนามกีฬาลูกแก้ว", "Estadio La Canica", "ملعب الكرة الزجاجية"),
        Place("copper-bridge", "Copper Bridge", "銅の橋", "สะพานทองแดง", "Puente de Cobre", "جسر النحاس"),
    ];

    public static IReadOnlyDictionary<string, string> Destination(string id) => Destinations.First(d => d.Id == id).Names;

    /// <param name="number">From 1.</param>
    public static IReadOnlyDictionary<string, string> ParkingBay(int number) =>
        Place("", $"Parking Bay {number}", $"駐車スペース {number}", $"ช่องจอดรถ {number}", $"Aparcamiento {number}", $"موقف السيارات {number}").Names;

    public static IReadOnlyDictionary<string, string> Charger(int number) =>
        Place("", $"Charging Point {number}", $"充電スポット {number}", $"จุดชาร์จ {number}", $"Punto de carga {number}", $"نقطة الشحن {number}").Names;

    private static (string Id, IReadOnlyDictionary<string, string> Names) Place(string id, params string[] names) =>
        (id, Languages.Zip(names).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
}
