namespace Pixelopolis.Station.Live;

/// <summary>How the live connection stands. <see cref="Gone"/>: the server said that what was asked for does not exist.</summary>
public enum Link { Connecting, Live, Lost, Gone }
