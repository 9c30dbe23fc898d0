using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>Why a ride waits or ended, told to a visitor in five languages.</summary>
internal static class RideTexts
{
    // English, Japanese, Thai, Spanish, Arabic: the order of Languages.Written. {0} is a car, {1} a place.
    private static readonly string[] Car = ["car {0}", "{0}号車", "รถ {0}", "el coche {0}", "السيارة {0}"];
    private static readonly string[] FreeCar = ["waiting for a free car", "空車を待っています", "กำลังรอรถว่าง", "esperando un coche libre", "في انتظار سيارة متاحة"];
    private static readonly string[] OtherCar = ["waiting for {0}", "{0}を待っています", "กำลังรอ{0}", "esperando a {0}", "في انتظار {0}"];
    private static readonly string[] OtherCarAt = ["waiting for {0} near {1}", "{1}付近で{0}を待っています", "กำลังรอ{0}ใกล้{1}", "esperando a {0} cerca de {1}", "في انتظار {0} قرب {1}"];
    private static readonly string[] AnyCar = ["another car", "ほかの車", "รถคันอื่น", "otro coche", "سيارة أخرى"];
    private static readonly string[] Operator = ["waiting for the operator", "係員を待っています", "กำลังรอเจ้าหน้าที่", "esperando al operador", "في انتظار المشغّل"];
    private static readonly string[] Connection = ["waiting to hear from {0} again", "{0}との通信を待っています", "กำลังรอสัญญาณจาก{0}", "esperando noticias de {0}", "في انتظار الاتصال بـ{0}"];
    private static readonly string[] Recovery = ["waiting for {0} to see its way again", "{0}が再び走れるのを待っています", "กำลังรอให้{0}วิ่งต่อได้", "esperando a que {0} pueda seguir", "في انتظار أن تتمكن {0} من المتابعة"];

    private static readonly string[] Localizing = ["{0} is finding its place", "{0}が現在地を確認しています", "{0}กำลังหาตำแหน่งของตัวเอง", "{0} está buscando su posición", "{0} تبحث عن موقعها"];

    private static readonly Dictionary<string, string[]> Reasons = new(StringComparer.Ordinal)
    {
        [BookingReasons.CancelledByVisitor] = ["You cancelled the ride", "乗車をキャンセルしました", "คุณยกเลิกการเดินทาง", "Has cancelado el viaje", "ألغيت الرحلة"],
        [BookingReasons.CancelledByOperator] = ["The operator cancelled the ride", "係員が乗車をキャンセルしました", "เจ้าหน้าที่ยกเลิกการเดินทาง", "El operador ha cancelado el viaje", "ألغى المشغّل الرحلة"],
        [BookingReasons.CarFailed] = ["The car could not go on", "車が走れなくなりました", "รถไปต่อไม่ได้", "El coche no pudo continuar", "لم تتمكن السيارة من المتابعة"],
        [BookingReasons.CarLost] = ["The car is out of reach", "車と通信できなくなりました", "ขาดการติดต่อกับรถ", "Se perdió el contacto con el coche", "انقطع الاتصال بالسيارة"],
        [BookingReasons.OrderRejected] = ["The car could not take the order", "車が指示を受け付けませんでした", "รถไม่รับคำสั่ง", "El coche no aceptó el encargo", "لم تقبل السيارة المهمة"],
        [BookingReasons.NoRoute] = ["No road leads there", "そこへ行く道がありません", "ไม่มีถนนไปที่นั่น", "Ningún camino lleva allí", "لا طريق يؤدي إلى هناك"],
        [BookingReasons.NoCarInTime] = ["No car became free in time", "時間内に空車がありませんでした", "ไม่มีรถว่างทันเวลา", "Ningún coche quedó libre a tiempo", "لم تتوفر سيارة في الوقت المناسب"],
        [BookingReasons.StoreUnavailable] = ["The city could not take the ride", "乗車を受け付けられませんでした", "เมืองรับการเดินทางไม่ได้", "La ciudad no pudo aceptar el viaje", "تعذّر على المدينة قبول الرحلة"],
    };

    public static string? Reason(string? reason, string language) => reason is not null && Reasons.TryGetValue(reason, out var texts) ? texts[Index(language)] : null;

    /// <param name="place">The name of the nearest place, in that language.</param>
    public static string Waiting(WaitingKind kind, string? car, string? place, string language)
    {
        var index = Index(language);
        var name = car is null ? AnyCar[index] : CarName(car, index);
        return kind switch
        {
            WaitingKind.FreeCar => FreeCar[index],
            WaitingKind.Operator => Operator[index],
            WaitingKind.Connection => Fill(Connection[index], name, ""),
            WaitingKind.Recovery => Fill(Recovery[index], name, ""),
            WaitingKind.Localizing => Fill(Localizing[index], name, ""),
            _ => place is null ? Fill(OtherCar[index], name, "") : Fill(OtherCarAt[index], name, place),
        };
    }

    private static string CarName(string serial, int index) => serial.StartsWith("car-", StringComparison.Ordinal) ? Fill(Car[index], serial[4..], "") : serial;

    private static string Fill(string text, string car, string place) => text.Replace("{0}", car, StringComparison.Ordinal).Replace("{1}", place, StringComparison.Ordinal);

    private static int Index(string language) => Math.Max(0, Languages.Written.TakeWhile(written => written != language).Count() % Languages.Written.Count);
}
