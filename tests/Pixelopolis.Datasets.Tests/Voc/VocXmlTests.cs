using Pixelopolis.Datasets.Voc;

namespace Pixelopolis.Datasets.Tests.Voc;

public sealed class VocXmlTests
{
    /// <summary>Typed in the form that labelImg 1.8 saves on Windows.</summary>
    internal const string LabelImg =
        "<annotation verified=\"yes\">\n\t<folder>table</folder>\n\t<filename>IMG_0231.jpg</filename>\n\t<path>C:\\Users\\aoi\\Pictures\\table\\IMG_0231.jpg</path>\n"
        + "\t<source>\n\t\t<database>Unknown</database>\n\t</source>\n\t<size>\n\t\t<width>640</width>\n\t\t<height>480</height>\n\t\t<depth>3</depth>\n\t</size>\n\t<segmented>0</segmented>\n"
        + "\t<object>\n\t\t<name>stop</name>\n\t\t<pose>Unspecified</pose>\n\t\t<truncated>0</truncated>\n\t\t<difficult>0</difficult>\n\t\t<bndbox>\n\t\t\t<xmin>412</xmin>\n\t\t\t<ymin>198</ymin>\n\t\t\t<xmax>451</xmax>\n\t\t\t<ymax>237</ymax>\n\t\t</bndbox>\n\t</object>\n"
        + "\t<object>\n\t\t<name>coffee cup</name>\n\t\t<pose>Left</pose>\n\t\t<truncated>1</truncated>\n\t\t<difficult>1</difficult>\n\t\t<bndbox>\n\t\t\t<xmin>1</xmin>\n\t\t\t<ymin>300</ymin>\n\t\t\t<xmax>77</xmax>\n\t\t\t<ymax>480</ymax>\n\t\t</bndbox>\n\t</object>\n</annotation>\n";

    private static readonly VocImage Expected = new("IMG_0231.jpg", 640, 480,
        [new("stop", new(412, 198, 451, 237)), new("coffee cup", new(1, 300, 77, 480), Difficult: true, Truncated: true, Pose: "Left")]);

    [Fact]
    public void A_file_saved_by_labelImg_is_read_with_every_field_and_names_nobody_knows_are_kept()
    {
        var (image, faults) = Read(LabelImg);
        Assert.Empty(faults);
        Assert.Equal((Expected.Path, Expected.Width, Expected.Height), (image!.Path, image.Width, image.Height));
        Assert.Equal(Expected.Objects, image.Objects);
    }

    [Fact]
    public void What_is_written_is_what_labelImg_writes()
    {
        var theirs = LabelImg.Replace(" verified=\"yes\"", "", StringComparison.Ordinal).Replace("C:\\Users\\aoi\\Pictures\\table\\IMG_0231.jpg", "table/IMG_0231.jpg", StringComparison.Ordinal);
        Assert.Equal(theirs, VocXml.Write(Expected with { Path = Path.Combine(Path.GetTempPath(), "table", "IMG_0231.jpg") }));
    }

    [Fact]
    public void Names_with_markup_in_them_come_back_as_they_were()
    {
        var image = Expected with { Objects = [new("a <b> & \"c\"", new(0, 0, 640, 480))] };
        Assert.Equal(image.Objects, Read(VocXml.Write(image)).Image!.Objects);
    }

    [Theory]
    [InlineData("<xmax>451</xmax>", "<xmax>412</xmax>", VocFaultKind.BadBox, "stop")]
    [InlineData("<ymin>198</ymin>", "<ymin>238</ymin>", VocFaultKind.BadBox, "inside out")]
    [InlineData("<ymax>480</ymax>", "<ymax>481</ymax>", VocFaultKind.BadBox, "leaves its picture of 640 × 480")]
    [InlineData("<xmin>1</xmin>", "<xmin>-1</xmin>", VocFaultKind.BadBox, "coffee cup")]
    [InlineData("<xmin>1</xmin>", "<xmin>NaN</xmin>", VocFaultKind.Malformed, "xmin")]
    [InlineData("<xmin>1</xmin>", "", VocFaultKind.Malformed, "no <xmin>")]
    [InlineData("<width>640</width>", "<width>0</width>", VocFaultKind.WrongSize, "0 × 480")]
    [InlineData("<width>640</width>", "<width>2000000000</width>", VocFaultKind.WrongSize, "2000000000 × 480")]
    [InlineData("<width>640</width>", "<width>wide</width>", VocFaultKind.Malformed, "'wide'")]
    [InlineData("<height>480</height>", "", VocFaultKind.WrongSize, "no <height>")]
    [InlineData("<difficult>1</difficult>", "<difficult>maybe</difficult>", VocFaultKind.Malformed, "'maybe'")]
    [InlineData("<name>stop</name>", "<name></name>", VocFaultKind.Malformed, "object 1")]
    [InlineData("</annotation>", "", VocFaultKind.Malformed, "")]
    [InlineData("annotation", "label", VocFaultKind.Malformed, "<label>")]
    public void A_fault_is_named_with_its_file_and_reason(string from, string to, VocFaultKind kind, string says)
    {
        var (image, faults) = Read(LabelImg.Replace(from, to, StringComparison.Ordinal));
        Assert.Null(image);
        var fault = Assert.Single(faults);
        Assert.Equal((kind, "folder/IMG_0231.xml"), (fault.Kind, fault.Path));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_collected_not_only_the_first()
    {
        var (_, faults) = Read(LabelImg.Replace("<xmax>451</xmax>", "<xmax>4</xmax>", StringComparison.Ordinal).Replace("<ymax>480</ymax>", "<ymax>999</ymax>", StringComparison.Ordinal)
            .Replace("<difficult>1</difficult>", "<difficult>2</difficult>", StringComparison.Ordinal));
        Assert.Equal([VocFaultKind.BadBox, VocFaultKind.Malformed], faults.Select(f => f.Kind));
    }

    [Fact]
    public void A_document_type_definition_is_refused_and_never_followed()
    {
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE annotation [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + LabelImg.Replace("stop", "&b;", StringComparison.Ordinal);
        Assert.Equal(VocFaultKind.DtdRefused, Assert.Single(Read(bomb).Faults).Kind);
    }

    [Fact]
    public void Too_many_objects_are_refused_with_their_number()
    {
        var image = new VocImage("a.jpg", 640, 480, [.. Enumerable.Repeat(Expected.Objects[0], VocLimits.Objects)]);
        Assert.Empty(Read(VocXml.Write(image)).Faults);
        var fault = Assert.Single(Read(VocXml.Write(image with { Objects = [.. image.Objects, image.Objects[0]] })).Faults);
        Assert.Equal(VocFaultKind.TooMany, fault.Kind);
        Assert.Contains("1001 objects", fault.Message, StringComparison.Ordinal);
    }

    private static (VocImage? Image, List<VocFault> Faults) Read(string xml)
    {
        var faults = new List<VocFault>();
        return (VocXml.Read(xml, "folder/IMG_0231.xml", name => name, faults), faults);
    }
}
