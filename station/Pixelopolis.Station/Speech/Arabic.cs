namespace Pixelopolis.Station.Speech;

public sealed class Arabic : Words
{
    public override string Tag => "ar";
    public override string Name => "العربية";
    public override string Direction => "rtl";

    public override string Language => "اللغة";
    public override string SkipToContent => "انتقل إلى الأماكن";
    public override string WakingTheCity => "نوقظ المدينة…";
    public override string MapOfTheCity => "خريطة المدينة";
    public override string WholeCity => "المدينة كلها";
    public override string FollowTheCar => "تتبّع السيارة";
    public override string PageNotFound => "لا يوجد شيء في هذا العنوان";
    public override string BackToTheCity => "العودة إلى المدينة";

    public override string WhereTo => "إلى أين؟";
    public override string WhereToHint => "اختر مكانًا وستذهب إليه سيارة صغيرة من أجلك.";
    public override string Destinations => "أماكن المدينة";
    public override string PickAPlace => "اختر مكانًا أولًا";
    public override string GoTo(string place) => $"انطلق إلى {place}";
    public override string CarsFree(int free) => free switch
    {
        0 => "كل السيارات مشغولة",
        1 => "سيارة واحدة متاحة",
        2 => "سيارتان متاحتان",
        <= 10 => $"{free} سيارات متاحة",
        _ => $"{free} سيارة متاحة",
    };
    public override string NoPlaces => "لا توجد أماكن بعد";
    public override string NoPlacesHint => "لا وجهات في خريطة هذه المدينة. يمكن للموظفين إضافتها.";

    public override string Car(string serial) => NumberOf(serial) is { } n ? $"السيارة {n}" : serial;
    public override string Asking => "نطلب سيارة…";
    public override string LookingForACar => "نبحث عن سيارة";
    public override string LookingForACarHint => "أول سيارة متاحة ستكون لك.";
    public override string CarIsYours(string car) => $"{car} لك";
    public override string CarIsYoursHint(string place) => $"ستنطلق الآن إلى {place}.";
    public override string OnTheWayTo(string place) => $"في الطريق إلى {place}";
    public override string OnTheWayHint(string car) => $"أنت الآن في {car}.";
    public override string ArrivesIn => "الوصول خلال";
    public override string AnyMoment => "في أي لحظة";
    public override string Between(string from, string to) => $"بين {from} و{to}";
    public override string NoEtaYet => "نحسب الوقت…";
    public override string WaitingForAFreeCar => "كل السيارات في رحلات. ستأتي سيارتك فور أن تتاح واحدة.";
    public override string WaitingForCar(string car) => $"ننتظر مرور {car}";
    public override string WaitingForCarNear(string car, string place) => $"ننتظر مرور {car} قرب {place}";
    public override string WaitingForOperator => "أوقفها الموظف مؤقتًا. تتابع الرحلة قريبًا.";
    public override string WaitingForConnection(string car) => $"ننتظر إشارة من {car}";
    public override string ThroughTheCarsEyes => "بعيون السيارة";
    public override string OpeningTheEyes => "نفتح عيون السيارة…";
    public override string EyesClosed => "لا صورة الآن. نحاول مرة أخرى…";
    public override string CancelRide => "إلغاء الرحلة";
    public override string CancelQuestion => "هل تريد إلغاء هذه الرحلة؟";
    public override string YesCancel => "نعم، ألغِها";
    public override string KeepRiding => "تابع الرحلة";

    public override string YouHaveArrived => "لقد وصلت!";
    public override string WelcomeTo(string place) => $"أهلًا بك في {place}";
    public override string RideTook(string duration) => $"مدة الرحلة {duration}";
    public override string RideLength(string distance) => $"المسافة {distance}";
    public override string AnotherRide => "رحلة أخرى";
    public override string RideCancelled => "أُلغيت الرحلة";
    public override string RideCancelledHint => "تتوقف السيارة في أقرب مكان آمن. إلى أين تود الذهاب بدلًا من ذلك؟";
    public override string CancelledByOperator => "أنهى الموظف هذه الرحلة. نعتذر! اختر مكانًا من جديد.";
    public override string RideEndedEarly => "انتهت الرحلة مبكرًا";
    public override string CarBrokeDown => "سيارتك تحتاج إلى مساعدة ولا تستطيع المتابعة. نعتذر! يمكن لسيارة أخرى أن تقلّك.";
    public override string NoWayThere => "لا طريق إلى هناك الآن. اختر مكانًا آخر.";
    public override string NoCarInTime => "لم تتح أي سيارة في الوقت المناسب. حاول مرة أخرى بعد قليل.";
    public override string PickAgain => "اختر مكانًا";

    public override string TryAgain => "حاول مرة أخرى";
    public override string Dismiss => "إغلاق";
    public override string NoCars => "لا سيارة تستطيع السير الآن";
    public override string NoCarsHint => "ربما تُشحن أو هي نائمة. حاول بعد قليل أو اطلب المساعدة من الموظفين.";
    public override string CityStopped => "المدينة متوقفة مؤقتًا";
    public override string CityStoppedHint => "أوقف الموظف كل السيارات. تتابع الرحلات وحدها عندما تعود المدينة إلى العمل.";
    public override string ConnectionLost => "انقطع الاتصال";
    public override string ConnectionLostHint => "نحاول الوصول إلى المدينة من جديد. رحلتك مستمرة، فالسيارة تعرف طريقها.";
    public override string UnknownPlace => "لم يعد هذا المكان موجودًا";
    public override string UnknownPlaceHint => "تغيّرت خريطة المدينة. اختر من جديد.";
    public override string TooBusy => "مهلًا قليلًا!";
    public override string TooBusyHint => "انتظر بضع ثوانٍ ثم حاول مرة أخرى.";
    public override string NotPaired => "لم يُقرن هذا الهاتف بعد";
    public override string NotPairedHint => "اطلب من الموظفين إقرانه بالمدينة. يكفي لمسة واحدة.";
    public override string SomethingBroke => "لم ينجح ذلك";
    public override string SomethingBrokeHint => "حاول مرة أخرى. إذا تكرر ذلك فأخبر الموظفين.";
    public override string CityAsleep => "المدينة لا تجيب";
    public override string CityAsleepHint => "تحقق من شبكة الواي فاي في هذا الهاتف. نواصل المحاولة تلقائيًا.";

    protected override string Minutes(int minutes) => $"{minutes} د";
    protected override string Seconds(int seconds) => $"{seconds} ث";
    protected override string Metres(string metres) => $"{metres} م";
}
