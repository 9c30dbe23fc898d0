namespace Pixelopolis.Station.Speech;

public sealed class Spanish : Words
{
    public override string Tag => "es";
    public override string Name => "Español";

    public override string Language => "Idioma";
    public override string SkipToContent => "Ir a los lugares";
    public override string WakingTheCity => "Despertando la ciudad…";
    public override string MapOfTheCity => "Mapa de la ciudad";
    public override string WholeCity => "Toda la ciudad";
    public override string FollowTheCar => "Seguir al coche";
    public override string PageNotFound => "No hay nada en esta dirección";
    public override string BackToTheCity => "Volver a la ciudad";

    public override string WhereTo => "¿Adónde vamos?";
    public override string WhereToHint => "Elige un lugar y un cochecito irá hasta allí por ti.";
    public override string Destinations => "Lugares de la ciudad";
    public override string PickAPlace => "Primero elige un lugar";
    public override string GoTo(string place) => $"Ir a {place}";
    public override string CarsFree(int free) => free switch { 0 => "Todos los coches están ocupados", 1 => "1 coche libre", _ => $"{free} coches libres" };
    public override string NoPlaces => "Aún no hay lugares";
    public override string NoPlacesHint => "Esta ciudad no tiene destinos. El personal puede añadirlos al mapa.";

    public override string Car(string serial) => NumberOf(serial) is { } n ? $"Coche {n}" : serial;
    public override string Asking => "Pidiendo un coche…";
    public override string LookingForACar => "Buscando un coche";
    public override string LookingForACarHint => "El primero que quede libre será el tuyo.";
    public override string CarIsYours(string car) => $"El {car.ToLowerInvariant()} es tuyo";
    public override string CarIsYoursHint(string place) => $"Está a punto de salir hacia {place}.";
    public override string OnTheWayTo(string place) => $"En camino a {place}";
    public override string OnTheWayHint(string car) => $"Viajas en el {car.ToLowerInvariant()}.";
    public override string ArrivesIn => "Llega en";
    public override string AnyMoment => "En cualquier momento";
    public override string Between(string from, string to) => $"entre {from} y {to}";
    public override string NoEtaYet => "calculando…";
    public override string WaitingForAFreeCar => "Todos los coches están en marcha. El tuyo vendrá en cuanto haya uno libre.";
    public override string WaitingForCar(string car) => $"Esperando a que pase el {car.ToLowerInvariant()}";
    public override string WaitingForCarNear(string car, string place) => $"Esperando a que pase el {car.ToLowerInvariant()}, cerca de {place}";
    public override string WaitingForOperator => "En pausa por el personal. El viaje seguirá pronto.";
    public override string WaitingForConnection(string car) => $"Esperando noticias del {car.ToLowerInvariant()}";
    public override string ThroughTheCarsEyes => "Con los ojos del coche";
    public override string OpeningTheEyes => "Abriendo los ojos del coche…";
    public override string EyesClosed => "Ahora no hay imagen. Probando otra vez…";
    public override string CancelRide => "Cancelar viaje";
    public override string CancelQuestion => "¿Cancelar este viaje?";
    public override string YesCancel => "Sí, cancelar";
    public override string KeepRiding => "Seguir el viaje";

    public override string YouHaveArrived => "¡Has llegado!";
    public override string WelcomeTo(string place) => $"Destino: {place}";
    public override string RideTook(string duration) => $"Duración {duration}";
    public override string RideLength(string distance) => $"Distancia {distance}";
    public override string AnotherRide => "Hacer otro viaje";
    public override string RideCancelled => "Viaje cancelado";
    public override string RideCancelledHint => "El coche parará en el próximo lugar seguro. ¿Adónde quieres ir ahora?";
    public override string CancelledByOperator => "El personal ha terminado este viaje. ¡Lo sentimos! Elige de nuevo un lugar.";
    public override string RideEndedEarly => "El viaje terminó antes de tiempo";
    public override string CarBrokeDown => "Tu coche necesita ayuda y no puede seguir. ¡Lo sentimos! Otro puede llevarte.";
    public override string NoWayThere => "Ahora no hay camino hasta allí. Elige otro lugar.";
    public override string NoCarInTime => "Ningún coche quedó libre a tiempo. Inténtalo en un momento.";
    public override string PickAgain => "Elegir un lugar";

    public override string TryAgain => "Reintentar";
    public override string Dismiss => "Cerrar";
    public override string NoCars => "Ahora ningún coche puede salir";
    public override string NoCarsHint => "Quizá estén cargando o dormidos. Inténtalo en un momento o pide al personal que despierte uno.";
    public override string CityStopped => "La ciudad está en pausa";
    public override string CityStoppedHint => "El personal ha detenido todos los coches. Los viajes seguirán solos cuando la ciudad vuelva a andar.";
    public override string ConnectionLost => "Sin conexión";
    public override string ConnectionLostHint => "Intentando llegar de nuevo a la ciudad. Tu viaje sigue: el coche conoce el camino.";
    public override string UnknownPlace => "Ese lugar ya no está";
    public override string UnknownPlaceHint => "El mapa de la ciudad ha cambiado. Elige otra vez.";
    public override string TooBusy => "¡Qué rapidez!";
    public override string TooBusyHint => "Espera unos segundos e inténtalo de nuevo.";
    public override string NotPaired => "Este teléfono aún no está vinculado";
    public override string NotPairedHint => "Pide al personal que lo vincule con la ciudad. Es solo un toque.";
    public override string SomethingBroke => "No ha funcionado";
    public override string SomethingBrokeHint => "Inténtalo de nuevo. Si vuelve a pasar, avisa al personal.";
    public override string CityAsleep => "La ciudad no responde";
    public override string CityAsleepHint => "Comprueba el wifi de este teléfono. Seguimos intentándolo.";

    protected override string Minutes(int minutes) => $"{minutes} min";
    protected override string Seconds(int seconds) => $"{seconds} s";
    protected override string Metres(string metres) => $"{metres.Replace('.', ',')} m";
}
