namespace Pixelopolis.Lab;

/// <summary>A verb cannot go on for a reason its user can mend; the message says which and how.</summary>
internal sealed class LabException(string message) : Exception(message);
