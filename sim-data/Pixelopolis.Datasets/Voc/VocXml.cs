using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Pixelopolis.Datasets.Voc;

/// <summary>One label file, as labelImg writes it (github.com/HumanSignal/labelImg, <c>libs/pascal_voc_io.py</c>).</summary>
public static class VocXml
{
    /// <summary>A label file's text: tabs for each level, and no declaration.</summary>
    /// <param name="image">Its path gives folder and file name; the objects' boxes lie in it.</param>
    public static string Write(VocImage image)
    {
        var text = new StringBuilder();
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(image.Path)) ?? "");
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, IndentChars = "\t", NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("annotation");
            xml.WriteElementString("folder", folder);
            xml.WriteElementString("filename", Path.GetFileName(image.Path));
            // Where a data set was made is nobody's business: the folder and the name are what stays true when it is moved.
            xml.WriteElementString("path", $"{folder}/{Path.GetFileName(image.Path)}");
            xml.WriteStartElement("source");
            xml.WriteElementString("database", "Unknown");
            xml.WriteEndElement();
            xml.WriteStartElement("size");
            Number(xml, "width", image.Width);
            Number(xml, "height", image.Height);
            Number(xml, "depth", 3);
            xml.WriteEndElement();
            Number(xml, "segmented", 0);
            foreach (var thing in image.Objects)
            {
                xml.WriteStartElement("object");
                xml.WriteElementString("name", thing.Name);
                xml.WriteElementString("pose", thing.Pose);
                Number(xml, "truncated", thing.Truncated ? 1 : 0);
                Number(xml, "difficult", thing.Difficult ? 1 : 0);
                xml.WriteStartElement("bndbox");
                Number(xml, "xmin", thing.Box.Left);
                Number(xml, "ymin", thing.Box.Top);
                Number(xml, "xmax", thing.Box.Right);
                Number(xml, "ymax", thing.Box.Bottom);
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return text.Append('\n').ToString();
    }

    /// <summary>
    /// Reads a label file's text. Every fault is added to <paramref name="faults"/>, named with <paramref name="path"/>.
    /// </summary>
    /// <param name="picture">From the file name inside to where the picture is.</param>
    /// <returns>Null if there is a fault: a picture some of whose labels are wrong teaches the wrong thing.</returns>
    public static VocImage? Read(string xml, string path, Func<string, string> picture, ICollection<VocFault> faults)
    {
        var before = faults.Count;
        void Fault(VocFaultKind kind, string message) => faults.Add(new VocFault(kind, path, message));
        if (xml.Length > VocLimits.Characters)
        {
            Fault(VocFaultKind.TooMany, $"{xml.Length} characters; at most {VocLimits.Characters} are read");
            return null;
        }
        if (Parse(xml, Fault) is not { } annotation) return null;
        var (width, height) = (Whole(annotation.Element("size"), "width", Fault), Whole(annotation.Element("size"), "height", Fault));
        if (width is { } w && height is { } h && (w is < 1 or > VocLimits.Side || h is < 1 or > VocLimits.Side))
            Fault(VocFaultKind.WrongSize, $"a picture of {w} × {h} pixels; 1 to {VocLimits.Side} each way are right");
        var elements = annotation.Elements("object").ToList();
        if (elements.Count > VocLimits.Objects) Fault(VocFaultKind.TooMany, $"{elements.Count} objects; at most {VocLimits.Objects} are read");
        if (faults.Count > before) return null;
        var objects = new List<VocObject>();
        for (var i = 0; i < elements.Count; i++)
            if (Object(elements[i], i + 1, width!.Value, height!.Value, Fault) is { } thing) objects.Add(thing);
        var name = annotation.Element("filename")?.Value.Trim() ?? "";
        return faults.Count > before ? null : new VocImage(picture(name), width!.Value, height!.Value, objects);
    }

    private static XElement? Parse(string xml, Action<VocFaultKind, string> fault)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = VocLimits.Characters });
            reader.MoveToContent();
            if (reader.Depth > 0 || reader.Name != "annotation")
            {
                fault(VocFaultKind.Malformed, $"its root is <{reader.Name}>; <annotation> is right");
                return null;
            }
            return XDocument.Load(reader).Root;
        }
        catch (XmlException e)
        {
            var dtd = xml.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
            fault(dtd ? VocFaultKind.DtdRefused : VocFaultKind.Malformed, dtd ? "it brings a document type definition; labels need none. Delete the <!DOCTYPE …>" : e.Message);
            return null;
        }
    }

    private static VocObject? Object(XElement element, int number, int width, int height, Action<VocFaultKind, string> fault)
    {
        var name = element.Element("name")?.Value.Trim() ?? "";
        var sound = true;
        void Fault(VocFaultKind kind, string message)
        {
            sound = false;
            fault(kind, $"object {number}{(name.Length is > 0 and <= VocLimits.NameLength ? $" ({name})" : "")}: {message}");
        }
        if (name.Length is 0 or > VocLimits.NameLength) Fault(VocFaultKind.Malformed, $"a name of {name.Length} characters; 1 to {VocLimits.NameLength} are right");
        var bounds = element.Element("bndbox");
        var (left, top) = (Coordinate(bounds, "xmin", Fault), Coordinate(bounds, "ymin", Fault));
        var (right, bottom) = (Coordinate(bounds, "xmax", Fault), Coordinate(bounds, "ymax", Fault));
        var (difficult, truncated) = (Flag(element, "difficult", Fault), Flag(element, "truncated", Fault));
        if (!sound) return null;
        var box = new VocBox(left, top, right, bottom);
        if (box.Width <= 0 || box.Height <= 0) Fault(VocFaultKind.BadBox, $"the box {box.Left}..{box.Right} × {box.Top}..{box.Bottom} is empty or inside out");
        else if (box.Left < 0 || box.Top < 0 || box.Right > width || box.Bottom > height)
            Fault(VocFaultKind.BadBox, $"the box {box.Left}..{box.Right} × {box.Top}..{box.Bottom} leaves its picture of {width} × {height}");
        if (element.Element("pose")?.Value.Trim() is not { Length: > 0 and <= VocLimits.NameLength } pose) pose = VocObject.Unspecified;
        return sound ? new VocObject(name, box, difficult, truncated, pose) : null;
    }

    private static int? Whole(XElement? parent, string name, Action<VocFaultKind, string> fault)
    {
        var text = parent?.Element(name)?.Value.Trim();
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)) return number;
        fault(text is null ? VocFaultKind.WrongSize : VocFaultKind.Malformed, text is null ? $"no <{name}> of its picture" : $"<{name}> is '{Short(text)}'; a whole number is right");
        return null;
    }

    // Some tools write fractions of a pixel: the pixel that is meant is the nearest.
    private static int Coordinate(XElement? parent, string name, Action<VocFaultKind, string> fault)
    {
        var text = parent?.Element(name)?.Value.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e6) return (int)Math.Round(number);
        fault(VocFaultKind.Malformed, text is null ? $"no <{name}>" : $"<{name}> is '{Short(text)}'; a pixel's number is right");
        return 0;
    }

    private static bool Flag(XElement parent, string name, Action<VocFaultKind, string> fault)
    {
        var text = parent.Element(name)?.Value.Trim();
        if (text is not (null or "" or "0" or "1")) fault(VocFaultKind.Malformed, $"<{name}> is '{Short(text)}'; 0 or 1 is right");
        return text == "1";
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static void Number(XmlWriter xml, string name, int value) => xml.WriteElementString(name, value.ToString(CultureInfo.InvariantCulture));
}
