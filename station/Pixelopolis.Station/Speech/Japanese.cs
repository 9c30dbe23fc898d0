namespace Pixelopolis.Station.Speech;

public sealed class Japanese : Words
{
    public override string Tag => "ja";
    public override string Name => "日本語";

    public override string Language => "言語";
    public override string SkipToContent => "行き先へ移動";
    public override string WakingTheCity => "街を起こしています…";
    public override string MapOfTheCity => "街の地図";
    public override string WholeCity => "街全体";
    public override string FollowTheCar => "車を追う";
    public override string PageNotFound => "このアドレスには何もありません";
    public override string BackToTheCity => "街へ戻る";

    public override string WhereTo => "どこへ行く？";
    public override string WhereToHint => "行き先を選ぶと、小さな車が走り出します。";
    public override string Destinations => "街の行き先";
    public override string PickAPlace => "行き先を選んでください";
    public override string GoTo(string place) => $"{place}へ出発";
    public override string CarsFree(int free) => free == 0 ? "すべての車が走行中" : $"空車 {free}台";
    public override string NoPlaces => "行き先がまだありません";
    public override string NoPlacesHint => "この街の地図には行き先がありません。スタッフが追加できます。";

    public override string Car(string serial) => NumberOf(serial) is { } n ? $"{n}号車" : serial;
    public override string Asking => "車を呼んでいます…";
    public override string LookingForACar => "車を探しています";
    public override string LookingForACarHint => "最初に空いた車があなたの車です。";
    public override string CarIsYours(string car) => $"{car}があなたの車です";
    public override string CarIsYoursHint(string place) => $"まもなく{place}へ出発します。";
    public override string OnTheWayTo(string place) => $"{place}へ向かっています";
    public override string OnTheWayHint(string car) => $"{car}に乗車中です。";
    public override string ArrivesIn => "到着まで";
    public override string AnyMoment => "まもなく到着";
    public override string Between(string from, string to) => $"{from}～{to}の見込み";
    public override string NoEtaYet => "計算中…";
    public override string WaitingForAFreeCar => "すべての車が走行中です。空きしだい向かいます。";
    public override string WaitingForCar(string car) => $"{car}の通過を待っています";
    public override string WaitingForCarNear(string car, string place) => $"{place}の近くで{car}の通過を待っています";
    public override string WaitingForOperator => "スタッフが一時停止中です。まもなく再開します。";
    public override string WaitingForConnection(string car) => $"{car}からの応答を待っています";
    public override string ThroughTheCarsEyes => "車の目で見る街";
    public override string OpeningTheEyes => "車の目を開いています…";
    public override string EyesClosed => "映像がありません。再接続しています…";
    public override string CancelRide => "乗車をやめる";
    public override string CancelQuestion => "この乗車をやめますか？";
    public override string YesCancel => "やめる";
    public override string KeepRiding => "続ける";

    public override string YouHaveArrived => "到着しました！";
    public override string WelcomeTo(string place) => $"{place}へようこそ";
    public override string RideTook(string duration) => $"所要時間 {duration}";
    public override string RideLength(string distance) => $"距離 {distance}";
    public override string AnotherRide => "もう一度乗る";
    public override string RideCancelled => "乗車をやめました";
    public override string RideCancelledHint => "車は次の安全な場所で止まります。次はどこへ行きますか？";
    public override string CancelledByOperator => "スタッフが乗車を終了しました。申し訳ありません。もう一度行き先を選んでください。";
    public override string RideEndedEarly => "途中で終了しました";
    public override string CarBrokeDown => "車が動けなくなりました。申し訳ありません。別の車をご利用ください。";
    public override string NoWayThere => "今はそこへ行く道がありません。別の行き先を選んでください。";
    public override string NoCarInTime => "時間内に車が空きませんでした。少し待ってからもう一度お試しください。";
    public override string PickAgain => "行き先を選ぶ";

    public override string TryAgain => "もう一度試す";
    public override string Dismiss => "閉じる";
    public override string NoCars => "今は走れる車がありません";
    public override string NoCarsHint => "充電中か休止中かもしれません。少し待つか、スタッフにお声がけください。";
    public override string CityStopped => "街は一時停止中です";
    public override string CityStoppedHint => "スタッフがすべての車を止めています。再開すると自動で走り出します。";
    public override string ConnectionLost => "接続が切れました";
    public override string ConnectionLostHint => "再接続しています。車は道を知っているので、乗車は続いています。";
    public override string UnknownPlace => "その行き先はなくなりました";
    public override string UnknownPlaceHint => "街の地図が変わりました。もう一度選んでください。";
    public override string TooBusy => "少し早すぎます";
    public override string TooBusyHint => "数秒待ってからもう一度お試しください。";
    public override string NotPaired => "この端末はまだ登録されていません";
    public override string NotPairedHint => "スタッフに登録をお願いしてください。ワンタップで終わります。";
    public override string SomethingBroke => "うまくいきませんでした";
    public override string SomethingBrokeHint => "もう一度お試しください。続く場合はスタッフにお声がけください。";
    public override string CityAsleep => "街が応答しません";
    public override string CityAsleepHint => "この端末のWi-Fiを確認してください。自動で再試行しています。";

    protected override string Minutes(int minutes) => $"{minutes}分";
    protected override string Seconds(int seconds) => $"{seconds}秒";
    protected override string Metres(string metres) => $"{metres} m";
    protected override string Join => "";
}
