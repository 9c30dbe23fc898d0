using Microsoft.Data.Sqlite;

namespace Pixelopolis.Fleet.Server.Stores.Sqlite;

/// <summary>The city's tables.</summary>
internal static class SqliteMap
{
    public static object? Put(SqliteConnection db, StoredMap map)
    {
        SqliteFile.Run(db, "DELETE FROM maps; DELETE FROM nodes; DELETE FROM edges; DELETE FROM signs;");
        SqliteFile.Run(db, "INSERT INTO maps VALUES ($id, $version, $hash, $lif)",
            ("$id", map.LayoutId), ("$version", map.Version), ("$hash", map.Hash), ("$lif", map.Lif));
        foreach (var node in map.Nodes) SqliteFile.Run(db, "INSERT INTO nodes VALUES ($id, $x, $y)", ("$id", node.Id), ("$x", node.X), ("$y", node.Y));
        foreach (var edge in map.Edges)
            SqliteFile.Run(db, "INSERT INTO edges VALUES ($id, $start, $end, $speed, $length)",
                ("$id", edge.Id), ("$start", edge.StartNodeId), ("$end", edge.EndNodeId), ("$speed", edge.MaxSpeed), ("$length", edge.Length));
        foreach (var sign in map.Signs)
            SqliteFile.Run(db, "INSERT INTO signs VALUES ($id, $class, $x, $y, $theta, $node)",
                ("$id", sign.Id), ("$class", sign.Class), ("$x", sign.X), ("$y", sign.Y), ("$theta", sign.Theta), ("$node", sign.NodeId));
        return null;
    }

    public static StoredMap? Get(SqliteConnection db)
    {
        var heads = SqliteFile.Rows(db, "SELECT layout_id, version, hash, lif FROM maps", row => new StoredMap(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), [], [], []));
        return heads.Count == 0 ? null : heads[0] with
        {
            Nodes = SqliteFile.Rows(db, "SELECT id, x, y FROM nodes ORDER BY rowid", row => new StoredNode(row.GetString(0), row.GetDouble(1), row.GetDouble(2))),
            Edges = SqliteFile.Rows(db, "SELECT id, start_node_id, end_node_id, max_speed, length FROM edges ORDER BY rowid",
                row => new StoredEdge(row.GetString(0), row.GetString(1), row.GetString(2), row.GetDouble(3), row.GetDouble(4))),
            Signs = SqliteFile.Rows(db, "SELECT id, class, x, y, theta, node_id FROM signs ORDER BY rowid",
                row => new StoredSign(row.GetString(0), row.GetString(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetString(5))),
        };
    }
}
