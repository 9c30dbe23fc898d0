using System.Security.Cryptography;
using System.Text;

namespace Pixelopolis.Fleet.Server.Access;

/// <summary>
/// One random key, kept in the data folder for its owner's eyes only, from which cars' passwords and stations' passes are derived: nothing else
/// has to be kept, and they stay good over restarts. Deleting the file makes all of them void.
/// </summary>
public sealed class Secrets(byte[] key)
{
    public const string FileName = "secret.key";
    private const int KeyLength = 32;

    /// <summary>Reads the key, or makes one.</summary>
    public static Secrets Open(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (File.Exists(path))
        {
            var key = File.ReadAllBytes(path);
            return key.Length == KeyLength ? new Secrets(key) : throw new InvalidDataException($"{path} has {key.Length} bytes instead of {KeyLength}: delete it, and give cars and stations their credentials anew");
        }
        var made = RandomNumberGenerator.GetBytes(KeyLength);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path, options)) file.Write(made);
        return new Secrets(made);
    }

    /// <summary>The MQTT password of a car; its user name is its serial number.</summary>
    public string CarPassword(string serial) => Derive("car", serial);

    /// <summary>Signs <paramref name="text"/> for one purpose; the same text gives the same signature.</summary>
    public string Derive(string purpose, string text) =>
        Base64Url(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{text}")));

    /// <summary>Compares in constant time.</summary>
    public static bool Same(string? given, string right) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(right));

    /// <summary>256 random bits.</summary>
    public static string NewToken() => Base64Url(RandomNumberGenerator.GetBytes(32));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
