using Pixelopolis.Fleet.Contracts.Http;

namespace Pixelopolis.Fleet.Server.Http;

/// <summary>What a problem is called, to whoever reads it: visitors' in five languages, operators' and machines' in English.</summary>
internal static class ProblemTitles
{
    private static readonly Dictionary<string, string[]> ByType = new(StringComparer.Ordinal)
    {
        // English, Japanese, Thai, Spanish, Arabic: the order of Languages.Written.
        [ProblemTypes.UnknownDestination] = ["There is no such place in this city", "その場所はこの街にありません", "ไม่มีสถานที่นี้ในเมือง", "Ese lugar no existe en esta ciudad", "لا يوجد هذا المكان في المدينة"],
        [ProblemTypes.UnknownBooking] = ["This ride is not known", "この乗車は見つかりません", "ไม่พบการเดินทางนี้", "Ese viaje no se conoce", "هذه الرحلة غير معروفة"],
        [ProblemTypes.UnknownCar] = ["There is no such car", "その車はありません", "ไม่มีรถคันนี้", "Ese coche no existe", "لا توجد سيارة كهذه"],
        [ProblemTypes.DeviceHasBooking] = ["You already have a ride under way", "すでに乗車中です", "คุณมีการเดินทางอยู่แล้ว", "Ya tienes un viaje en curso", "لديك رحلة جارية بالفعل"],
        [ProblemTypes.NoRoute] = ["No road leads there", "そこへ行く道がありません", "ไม่มีถนนไปที่นั่น", "Ningún camino lleva allí", "لا طريق يؤدي إلى هناك"],
        [ProblemTypes.NoCars] = ["No car is free right now", "今は空いている車がありません", "ตอนนี้ไม่มีรถว่าง", "Ahora no hay ningún coche libre", "لا توجد سيارة متاحة الآن"],
        [ProblemTypes.CityStopped] = ["The operator has stopped the city", "係員が街を停止しています", "เจ้าหน้าที่หยุดเมืองไว้", "El operador ha detenido la ciudad", "أوقف المشغّل المدينة"],
        [ProblemTypes.BookingEnded] = ["This ride has already ended", "この乗車はすでに終わっています", "การเดินทางนี้สิ้นสุดแล้ว", "Ese viaje ya ha terminado", "انتهت هذه الرحلة بالفعل"],
        [ProblemTypes.TooManyBookings] = ["Too many people are waiting; please try again later", "混み合っています。後でもう一度お試しください", "มีคนรออยู่มากเกินไป โปรดลองใหม่ภายหลัง", "Hay demasiada gente esperando; inténtalo más tarde", "عدد المنتظرين كبير؛ حاول لاحقًا"],
        [ProblemTypes.TooManyRequests] = ["Too many tries; please wait a moment", "回数が多すぎます。少しお待ちください", "ลองหลายครั้งเกินไป โปรดรอสักครู่", "Demasiados intentos; espera un momento", "محاولات كثيرة؛ انتظر قليلًا"],
        [ProblemTypes.TooManyViewers] = ["Too many people are watching; please try again later", "視聴者が多すぎます。後でもう一度お試しください", "มีผู้ชมมากเกินไป โปรดลองใหม่ภายหลัง", "Hay demasiada gente mirando; inténtalo más tarde", "عدد المشاهدين كبير؛ حاول لاحقًا"],
        [ProblemTypes.NotPaired] = ["This phone is not paired with the city; please ask the operator", "この端末は街と接続されていません。係員にお尋ねください", "โทรศัพท์นี้ยังไม่ได้จับคู่กับเมือง โปรดสอบถามเจ้าหน้าที่", "Este teléfono no está emparejado con la ciudad; pregunta al operador", "هذا الهاتف غير مقترن بالمدينة؛ اسأل المشغّل"],
        [ProblemTypes.StoreUnavailable] = ["The city cannot take rides right now", "今は乗車を受け付けられません", "ตอนนี้ยังรับการเดินทางไม่ได้", "La ciudad no puede aceptar viajes ahora", "لا يمكن للمدينة قبول رحلات الآن"],
        [ProblemTypes.NoStream] = ["This car shows no pictures", "この車の映像はありません", "รถคันนี้ไม่มีภาพ", "Este coche no muestra imágenes", "هذه السيارة لا تعرض صورًا"],
        [ProblemTypes.CarUnreachable] = ["The car cannot be reached", "車と通信できません", "ติดต่อรถไม่ได้", "No se puede contactar con el coche", "تعذّر الاتصال بالسيارة"],
        [ProblemTypes.InvalidRequest] = ["The request cannot be understood", "リクエストを理解できません", "ไม่เข้าใจคำขอ", "No se entiende la petición", "تعذّر فهم الطلب"],
        [ProblemTypes.RequestTooLarge] = ["The request is too large", "リクエストが大きすぎます", "คำขอมีขนาดใหญ่เกินไป", "La petición es demasiado grande", "الطلب كبير جدًا"],
        [ProblemTypes.NotFound] = ["There is nothing here", "ここには何もありません", "ไม่มีอะไรที่นี่", "Aquí no hay nada", "لا يوجد شيء هنا"],
        [ProblemTypes.Internal] = ["Something went wrong on our side", "こちらで問題が発生しました", "เกิดข้อผิดพลาดจากทางเรา", "Algo ha fallado por nuestra parte", "حدث خطأ من جانبنا"],
        [ProblemTypes.NotSignedIn] = ["An operator has to sign in first"],
        [ProblemTypes.UnknownPlace] = ["That is no place on a lane of the map"],
        [ProblemTypes.CarBusy] = ["The car has something else to do"],
    };

    public static string Of(string type, string language)
    {
        var titles = ByType[type];
        var index = Languages.Written.TakeWhile(written => written != language).Count();
        return titles[index < titles.Length ? index : 0];
    }
}
