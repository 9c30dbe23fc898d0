using OpenCvSharp;
using Pixelopolis.Datasets.Voc;

namespace Pixelopolis.Datasets.Tests.Voc;

public sealed class VocFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("voc-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    public void A_written_folder_is_read_back_split_by_split(string extension)
    {
        var writer = VocFolderWriter.Create(_root).Writer!;
        VocObject[] objects = [new("stop", new(1, 2, 30, 40)), new("car", new(0, 0, 64, 48), Difficult: true, Truncated: true)];
        writer.Add(VocSplit.Train, Picture(64, 48, extension), 64, 48, objects, extension);
        writer.Add(VocSplit.Train, Picture(64, 48, extension), 64, 48, [], extension);
        writer.Add(VocSplit.Test, Picture(64, 48, extension), 64, 48, [objects[0]], extension);
        writer.Finish();
        var folder = VocFolder.Open(_root);
        Assert.Empty(folder.Faults);
        Assert.True(folder.HasLists);
        Assert.Equal((2, 0, 1), (folder.Of(VocSplit.Train).Count, folder.Of(VocSplit.Validation).Count, folder.Of(VocSplit.Test).Count));
        Assert.Equal(objects, folder.Of(VocSplit.Train)[0].Objects);
        Assert.Equal(Path.Combine(_root, "test", "000000" + extension), folder.Of(VocSplit.Test)[0].Path);
    }

    [Fact]
    public void A_folder_as_labelImg_leaves_it_is_all_for_training_wherever_it_was_labelled()
    {
        Put("IMG_0231.jpg", Picture(640, 480));
        Put("IMG_0231.xml", VocXmlTests.LabelImg);
        Put("not-labelled.jpg", Picture(640, 480));
        var folder = VocFolder.Open(_root);
        Assert.Empty(folder.Faults);
        Assert.False(folder.HasLists);
        Assert.Equal(Path.Combine(_root, "IMG_0231.jpg"), Assert.Single(folder.Of(VocSplit.Train)).Path);
        Assert.Empty(folder.Of(VocSplit.Test));
    }

    [Fact]
    public void Pascal_VOCs_own_folders_are_read_too()
    {
        Put("JPEGImages/IMG_0231.jpg", Picture(640, 480));
        Put("Annotations/IMG_0231.xml", VocXmlTests.LabelImg);
        Put("ImageSets/Main/val.txt", "IMG_0231  1\n");
        var folder = VocFolder.Open(_root);
        Assert.Empty(folder.Faults);
        Assert.Equal(Path.Combine(_root, "JPEGImages", "IMG_0231.jpg"), Assert.Single(folder.Of(VocSplit.Validation)).Path);
    }

    [Fact]
    public void All_faults_of_a_folder_are_named_with_their_files_and_the_sound_pictures_stay()
    {
        Put("good.jpg", Picture(640, 480));
        Put("good.xml", VocXmlTests.LabelImg.Replace("IMG_0231", "good", StringComparison.Ordinal));
        Put("alone.xml", VocXmlTests.LabelImg.Replace("IMG_0231", "elsewhere", StringComparison.Ordinal));
        Put("small.jpg", Picture(320, 240));
        Put("small.xml", VocXmlTests.LabelImg.Replace("IMG_0231", "small", StringComparison.Ordinal));
        Put("text.jpg", "this is no picture at all, whatever its name says");
        Put("text.xml", VocXmlTests.LabelImg.Replace("IMG_0231", "text", StringComparison.Ordinal));
        Put("ImageSets/Main/train.txt", "good\nalone\nsmall\ntext\nnowhere\n../../etc/passwd\n");
        Put("ImageSets/Main/test.txt", "good\n");
        var folder = VocFolder.Open(_root);
        Assert.Equal(Path.Combine(_root, "good.jpg"), Assert.Single(folder.All).Path);
        Assert.Equal([(VocFaultKind.Overlap, "test.txt"), (VocFaultKind.Missing, "alone.xml"), (VocFaultKind.WrongSize, "small.xml"),
            (VocFaultKind.Malformed, "text.jpg"), (VocFaultKind.Missing, "nowhere.xml"), (VocFaultKind.OutsideFolder, "passwd")], folder.Faults.Select(f => (f.Kind, Path.GetFileName(f.Path))));
        Assert.Contains("320 × 240", folder.Faults[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_folder_and_an_empty_one_are_named()
    {
        Assert.Equal(VocFaultKind.Missing, Assert.Single(VocFolder.Open(_root).Faults).Kind);
        Assert.Equal(VocFaultKind.Missing, Assert.Single(VocFolder.Open(Path.Combine(_root, "nowhere")).Faults).Kind);
    }

    [Fact]
    public void A_folder_with_something_in_it_is_never_written_over()
    {
        Put("mine.txt", "dear");
        Assert.Equal(VocFaultKind.Overlap, VocFolderWriter.Create(_root).Fault!.Kind);
    }

    [Fact]
    public void What_a_writer_made_is_renewed_and_not_a_file_of_anybody_elses_is_deleted()
    {
        foreach (var finished in new[] { false, true })
        {
            var (writer, fault) = VocFolderWriter.Renew(_root);
            Assert.Null(fault);
            foreach (var split in Enum.GetValues<VocSplit>()) writer!.Add(split, Picture(64, 48), 64, 48, []);
            if (finished) writer!.Finish();
        }
        foreach (var mine in new[] { "mine.txt", "train/holiday.jpg", "ImageSets/Main/mine.txt", "photos/000000.jpg" })
        {
            Put(mine, "dear");
            var (writer, fault) = VocFolderWriter.Renew(_root);
            Assert.Null(writer);
            Assert.Equal(VocFaultKind.Overlap, fault!.Kind);
            Assert.Contains("is not ours to delete; name another --out", fault.Message, StringComparison.Ordinal);
            Assert.Equal("dear", File.ReadAllText(Path.Combine(_root, mine)));
            Assert.True(File.Exists(Path.Combine(_root, "train", "000000.jpg")));
            File.Delete(Path.Combine(_root, mine));
            if (mine.StartsWith("photos", StringComparison.Ordinal)) Directory.Delete(Path.Combine(_root, "photos"));
        }
        Assert.NotNull(VocFolderWriter.Renew(_root).Writer);
        Assert.False(Directory.Exists(Path.Combine(_root, "train")));
    }

    private static byte[] Picture(int width, int height, string extension = ".jpg")
    {
        using var picture = new Mat(height, width, MatType.CV_8UC3, new Scalar(90, 120, 30));
        return picture.ToBytes(extension);
    }

    private void Put(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, name))!);
        File.WriteAllBytes(Path.Combine(_root, name), bytes);
    }

    private void Put(string name, string text) => Put(name, System.Text.Encoding.UTF8.GetBytes(text));
}
