using System.Security.Cryptography;
using System.Text;
using Pixelopolis.City;

namespace Pixelopolis.Fleet.Server.Stores;

/// <summary>
/// A city as the store keeps it: the LIF text that cars and stations get, and its nodes, edges and signs one by one for whoever asks the database.
/// </summary>
public sealed record StoredMap(string LayoutId, string Version, string Hash, string Lif,
    IReadOnlyList<StoredNode> Nodes, IReadOnlyList<StoredEdge> Edges, IReadOnlyList<StoredSign> Signs)
{
    public static StoredMap Of(CityMap map, string lif) => new(map.Id, map.Version, HashOf(lif), lif,
        [.. map.Nodes.Select(n => new StoredNode(n.Id, n.X, n.Y))],
        [.. map.Edges.Select(e => new StoredEdge(e.Id, e.StartNodeId, e.EndNodeId, e.MaxSpeed, e.Length))],
        [.. map.Signs.Select(s => new StoredSign(s.Id, LifWord(s), s.X, s.Y, s.Theta, s.NodeId))]);

    /// <summary>SHA-256 in hexadecimal, short: it names a version of the text.</summary>
    public static string HashOf(string lif) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lif)))[..16];

    private static string LifWord(Sign sign) => City.Lif.LifWords.Of(sign.Class);
}

/// <summary>Metres.</summary>
public sealed record StoredNode(string Id, double X, double Y);

/// <summary>m/s and metres.</summary>
public sealed record StoredEdge(string Id, string StartNodeId, string EndNodeId, double MaxSpeed, double Length);

/// <summary>Metres and radians; the class as the map writes it.</summary>
public sealed record StoredSign(string Id, string Class, double X, double Y, double Theta, string NodeId);
