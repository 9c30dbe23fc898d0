using System.CommandLine;
using System.CommandLine.Parsing;
using Pixelopolis.Fleet.Server.Stores;

namespace Pixelopolis.Fleet.Server.Options;

/// <summary>The server's command line. Secrets may come from the environment, where nobody reads over the shoulder.</summary>
public static class ServerCommand
{
    public const string TokenVariable = "PIXELOPOLIS_OPERATOR_TOKEN";
    public const string BrokerVariable = "PIXELOPOLIS_BROKER";

    private static readonly ServerOptions Defaults = new();
    private static readonly Option<string?> City = new("--city") { Description = "The city's LIF file (default: the city used last, or else the default city)", HelpName = "FILE" };
    private static readonly Option<int> Port = new("--port") { Description = "HTTP port; 0: one that is free", DefaultValueFactory = _ => Defaults.Port, HelpName = "P" };
    private static readonly Option<int> MqttPort = new("--mqtt-port") { Description = "MQTT port; 0: one that is free", DefaultValueFactory = _ => Defaults.MqttPort, HelpName = "P" };
    private static readonly Option<string> Bind = new("--bind") { Description = "Address to listen on; beyond loopback, cars and stations need credentials", DefaultValueFactory = _ => Defaults.Bind, HelpName = "ADDRESS" };
    private static readonly Option<bool> Secure = new("--secure") { Description = "Credentials on loopback too" };
    private static readonly Option<string> Data = new("--data") { Description = "Folder of the database and the secrets", DefaultValueFactory = _ => Defaults.Data, HelpName = "FOLDER" };
    private static readonly Option<string?> Broker = new("--broker") { Description = $"An MQTT broker elsewhere, mqtt://user:password@host:1883 (or by {BrokerVariable})", HelpName = "URL" };
    private static readonly Option<string[]> Host = new("--host") { Description = "A further name this server is called by in browsers (a proxy, a forwarded port); implies --secure; may be given again", HelpName = "NAME" };
    private static readonly Option<string?> Token = new("--operator-token") { Description = $"What operators sign in with (or by {TokenVariable}); random unless given", HelpName = "TOKEN" };

    /// <param name="run">Given the options; its result is the program's.</param>
    public static Command Of(Command command, Func<ServerOptions, CancellationToken, Task<int>> run)
    {
        foreach (var option in new Option[] { City, Port, MqttPort, Bind, Secure, Data, Broker, Host, Token }) command.Options.Add(option);
        command.SetAction((parsed, stop) => run(Read(parsed), stop));
        return command;
    }

    private static ServerOptions Read(ParseResult parsed) => new()
    {
        City = parsed.GetValue(City),
        Port = parsed.GetValue(Port),
        MqttPort = parsed.GetValue(MqttPort),
        Bind = parsed.GetValue(Bind)!,
        Secure = parsed.GetValue(Secure),
        Data = Path.GetFullPath(parsed.GetValue(Data)!),
        Broker = parsed.GetValue(Broker) ?? Given(BrokerVariable),
        Store = Given(StoreChoice.Variable),
        OperatorToken = parsed.GetValue(Token) ?? Given(TokenVariable),
        Hosts = parsed.GetValue(Host) ?? [],
    };

    private static string? Given(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
