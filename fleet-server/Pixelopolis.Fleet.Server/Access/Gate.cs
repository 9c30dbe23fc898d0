using System.Net.Http.Headers;
using System.Text;
using Pixelopolis.Fleet.Contracts;
using Pixelopolis.Fleet.Contracts.Http;
using Pixelopolis.Fleet.Server.Http;
using Pixelopolis.Fleet.Server.Options;

namespace Pixelopolis.Fleet.Server.Access;

/// <summary>
/// Who may what. Operators sign in with the token, by cookie or bearer. Stations are let in as they come on loopback; elsewhere they carry a pass, which the
/// pairing link of an operator gives them; cars use their MQTT user and password.
/// </summary>
public sealed class Gate(ServerOptions options, Secrets secrets, TimeProvider time)
{
    public const string OperatorCookie = "pixelopolis-operator";
    public const string StationCookie = "pixelopolis-station";
    public static readonly TimeSpan PairingTime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan PassTime = TimeSpan.FromDays(365);

    public string OperatorToken { get; } = options.OperatorToken ?? Secrets.NewToken();

    public bool IsOperator(HttpContext context) => IsOperatorToken(Bearer(context)) || IsOperatorToken(context.Request.Cookies[OperatorCookie]);

    public bool IsOperatorToken(string? token) => Secrets.Same(token, OperatorToken);

    public bool IsStation(HttpContext context) => options.Open || IsOperator(context) || StationOf(context) is not null || IsCar(context);

    /// <summary>The name of the station whose pass the caller carries; null without a good one.</summary>
    public string? StationOf(HttpContext context) =>
        context.Request.Cookies[StationCookie] is { } cookie && IsPass(cookie) ? cookie.Split('.', 2)[0] : Bearer(context) is { } pass && IsPass(pass) ? pass.Split('.', 2)[0] : null;

    public void SignIn(HttpContext context) => context.Response.Cookies.Append(OperatorCookie, OperatorToken, Cookie(context, SameSiteMode.Strict, null));

    public static void SignOut(HttpContext context) => context.Response.Cookies.Delete(OperatorCookie);

    /// <summary>A link that pairs any phone that opens it within <see cref="PairingTime"/>.</summary>
    public PairingLink NewPairing()
    {
        var until = time.GetUtcNow() + PairingTime;
        var stamp = Invariant(until.ToUnixTimeSeconds());
        return new PairingLink($"/?pair={stamp}.{PairingSignature(stamp)}", until);
    }

    /// <summary>Gives a phone its pass when the code is right and still good.</summary>
    public bool Pair(HttpContext context, string code)
    {
        var parts = code.Split('.', 2);
        if (parts.Length != 2 || !long.TryParse(parts[0], out var until) || !Secrets.Same(parts[1], PairingSignature(parts[0]))) return false;
        if (time.GetUtcNow().ToUnixTimeSeconds() > until) return false;
        var name = Secrets.NewToken()[..16];
        context.Response.Cookies.Append(StationCookie, $"{name}.{secrets.Derive("station", name)}", Cookie(context, SameSiteMode.Lax, PassTime));
        return true;
    }

    /// <summary>Lets only operators through.</summary>
    public ValueTask<object?> OperatorsOnly(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        IsOperator(call.HttpContext) ? next(call) : Refuse(call.HttpContext, ProblemTypes.NotSignedIn, "sign in at /operator with the token that the server was given or printed at its start, or send it as a bearer token");

    /// <summary>Lets stations through, and operators.</summary>
    public ValueTask<object?> StationsOnly(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        IsStation(call.HttpContext) ? next(call) : Refuse(call.HttpContext, ProblemTypes.NotPaired, null);

    /// <summary><c>/operator?token=…</c> signs in, <c>/?pair=…</c> pairs; both then leave the secret out of the address line.</summary>
    public async Task OpenLinksAsync(HttpContext context, RequestDelegate next)
    {
        var (path, query) = (context.Request.Path, context.Request.Query);
        if (HttpMethods.IsGet(context.Request.Method) && path == "/operator" && IsOperatorToken(query["token"])) SignIn(context);
        else if (!HttpMethods.IsGet(context.Request.Method) || path != "/" || query["pair"].ToString() is not { Length: > 0 } code || !Pair(context, code))
        {
            await next(context);
            return;
        }
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Redirect(path);
    }

    private static ValueTask<object?> Refuse(HttpContext context, string type, string? detail)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ValueTask.FromResult<object?>(Problems.Of(context, type, StatusCodes.Status401Unauthorized, detail));
    }

    // 132 bits: short enough to be a small QR code, and on one line.
    private string PairingSignature(string stamp) => secrets.Derive("pairing", stamp)[..22];

    private bool IsPass(string? pass) => pass?.Split('.', 2) is [var name, var signature] && Secrets.Same(signature, secrets.Derive("station", name));

    // A car fetches the map with what it signs in to the broker with.
    private bool IsCar(HttpContext context)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header) || !"Basic".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        var bytes = new byte[(header.Parameter?.Length ?? 0) + 4];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length)) return false;
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var serial, var password] && Topics.IsLevel(serial) && Secrets.Same(password, secrets.CarPassword(serial));
    }

    private static string? Bearer(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    private static CookieOptions Cookie(HttpContext context, SameSiteMode sameSite, TimeSpan? age) =>
        new() { HttpOnly = true, SameSite = sameSite, Secure = context.Request.IsHttps, MaxAge = age, IsEssential = true, Path = "/" };

    private static string Invariant(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
