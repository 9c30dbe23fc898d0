using System.Security.Cryptography;

namespace Pixelopolis.Datasets.Lane;

/// <summary>A file written from an offset on (what lay beyond is cut off), with the SHA-256 of what was added.</summary>
internal sealed class HashedFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _added;

    public HashedFile(string path, long from)
    {
        _stream = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 18);
        _stream.SetLength(from);
        _stream.Seek(from, SeekOrigin.Begin);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _hash.AppendData(bytes);
        _added += bytes.Length;
    }

    public LaneFilePart Finish()
    {
        _stream.Flush(flushToDisk: true);
        return new(_added, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }
}
