using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Pixelopolis.Motor.Serial.Tests")]
