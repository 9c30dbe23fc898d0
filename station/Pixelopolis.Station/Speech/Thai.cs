namespace Pixelopolis.Station.Speech;

public sealed class Thai : Words
{
    public override string Tag => "th";
    public override string Name => "ไทย";

    public override string Language => "ภาษา";
    public override string SkipToContent => "ข้ามไปยังสถานที่";
    public override string WakingTheCity => "กำลังปลุกเมือง…";
    public override string MapOfTheCity => "แผนที่เมือง";
    public override string WholeCity => "ทั้งเมือง";
    public override string FollowTheCar => "ตามรถ";
    public override string PageNotFound => "ไม่มีอะไรในที่อยู่นี้";
    public override string BackToTheCity => "กลับไปที่เมือง";

    public override string WhereTo => "ไปไหนดี?";
    public override string WhereToHint => "เลือกสถานที่ แล้วรถคันจิ๋วจะพาคุณไป";
    public override string Destinations => "สถานที่ในเมือง";
    public override string PickAPlace => "เลือกสถานที่ก่อน";
    public override string GoTo(string place) => $"ไป{place}";
    public override string CarsFree(int free) => free == 0 ? "รถทุกคันไม่ว่าง" : $"รถว่าง {free} คัน";
    public override string NoPlaces => "ยังไม่มีสถานที่";
    public override string NoPlacesHint => "เมืองนี้ยังไม่มีจุดหมาย เจ้าหน้าที่เพิ่มลงในแผนที่ได้";

    public override string Car(string serial) => NumberOf(serial) is { } n ? $"รถคันที่ {n}" : serial;
    public override string Asking => "กำลังเรียกรถ…";
    public override string LookingForACar => "กำลังหารถ";
    public override string LookingForACarHint => "คันแรกที่ว่างจะเป็นของคุณ";
    public override string CarIsYours(string car) => $"{car}เป็นของคุณ";
    public override string CarIsYoursHint(string place) => $"กำลังจะออกเดินทางไป{place}";
    public override string OnTheWayTo(string place) => $"กำลังไป{place}";
    public override string OnTheWayHint(string car) => $"คุณกำลังนั่ง{car}";
    public override string ArrivesIn => "ถึงในอีก";
    public override string AnyMoment => "ใกล้ถึงแล้ว";
    public override string Between(string from, string to) => $"ระหว่าง {from} ถึง {to}";
    public override string NoEtaYet => "กำลังคำนวณ…";
    public override string WaitingForAFreeCar => "รถทุกคันกำลังวิ่งอยู่ รถของคุณจะมาทันทีที่ว่าง";
    public override string WaitingForCar(string car) => $"กำลังรอให้{car}ผ่านไป";
    public override string WaitingForCarNear(string car, string place) => $"กำลังรอให้{car}ผ่านไป ใกล้{place}";
    public override string WaitingForOperator => "เจ้าหน้าที่หยุดรถชั่วคราว อีกสักครู่จะไปต่อ";
    public override string WaitingForConnection(string car) => $"กำลังรอสัญญาณจาก{car}";
    public override string ThroughTheCarsEyes => "มองผ่านสายตาของรถ";
    public override string OpeningTheEyes => "กำลังเปิดกล้องของรถ…";
    public override string EyesClosed => "ยังไม่มีภาพ กำลังลองใหม่…";
    public override string CancelRide => "ยกเลิกการเดินทาง";
    public override string CancelQuestion => "ยกเลิกการเดินทางนี้ไหม?";
    public override string YesCancel => "ใช่ ยกเลิก";
    public override string KeepRiding => "เดินทางต่อ";

    public override string YouHaveArrived => "ถึงแล้ว!";
    public override string WelcomeTo(string place) => $"ยินดีต้อนรับสู่{place}";
    public override string RideTook(string duration) => $"ใช้เวลา {duration}";
    public override string RideLength(string distance) => $"ระยะทาง {distance}";
    public override string AnotherRide => "นั่งอีกครั้ง";
    public override string RideCancelled => "ยกเลิกการเดินทางแล้ว";
    public override string RideCancelledHint => "รถจะจอดในที่ปลอดภัยถัดไป คุณอยากไปที่ไหนแทน?";
    public override string CancelledByOperator => "เจ้าหน้าที่ยุติการเดินทางนี้ ขออภัยด้วย โปรดเลือกสถานที่อีกครั้ง";
    public override string RideEndedEarly => "การเดินทางสิ้นสุดก่อนกำหนด";
    public override string CarBrokeDown => "รถของคุณต้องการความช่วยเหลือและไปต่อไม่ได้ ขออภัยด้วย รถคันอื่นพาคุณไปได้";
    public override string NoWayThere => "ตอนนี้ไม่มีทางไปที่นั่น โปรดเลือกสถานที่อื่น";
    public override string NoCarInTime => "ไม่มีรถว่างทันเวลา โปรดลองใหม่ในอีกสักครู่";
    public override string PickAgain => "เลือกสถานที่";

    public override string TryAgain => "ลองอีกครั้ง";
    public override string Dismiss => "ปิด";
    public override string NoCars => "ตอนนี้ไม่มีรถวิ่งได้";
    public override string NoCarsHint => "รถอาจกำลังชาร์จหรือพักอยู่ ลองใหม่อีกสักครู่ หรือขอให้เจ้าหน้าที่ช่วย";
    public override string CityStopped => "เมืองหยุดพักอยู่";
    public override string CityStoppedHint => "เจ้าหน้าที่หยุดรถทุกคัน เมื่อเมืองเปิดอีกครั้ง รถจะไปต่อเอง";
    public override string ConnectionLost => "การเชื่อมต่อขาดหาย";
    public override string ConnectionLostHint => "กำลังเชื่อมต่อใหม่ การเดินทางยังดำเนินต่อ รถรู้ทางดี";
    public override string UnknownPlace => "ไม่มีสถานที่นั้นแล้ว";
    public override string UnknownPlaceHint => "แผนที่เมืองเปลี่ยนไป โปรดเลือกอีกครั้ง";
    public override string TooBusy => "เร็วไปนิด";
    public override string TooBusyHint => "โปรดรอสักครู่แล้วลองใหม่";
    public override string NotPaired => "เครื่องนี้ยังไม่ได้จับคู่";
    public override string NotPairedHint => "โปรดให้เจ้าหน้าที่จับคู่กับเมือง ใช้เพียงแตะเดียว";
    public override string SomethingBroke => "ไม่สำเร็จ";
    public override string SomethingBrokeHint => "โปรดลองอีกครั้ง หากยังไม่ได้ โปรดแจ้งเจ้าหน้าที่";
    public override string CityAsleep => "เมืองไม่ตอบสนอง";
    public override string CityAsleepHint => "ตรวจสอบ Wi-Fi ของเครื่องนี้ เรากำลังลองใหม่เรื่อย ๆ";

    protected override string Minutes(int minutes) => $"{minutes} นาที";
    protected override string Seconds(int seconds) => $"{seconds} วินาที";
    protected override string Metres(string metres) => $"{metres} ม.";
}
