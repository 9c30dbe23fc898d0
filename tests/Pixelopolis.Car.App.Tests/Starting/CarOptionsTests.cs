using Pixelopolis.Car.App.Camera;
using Pixelopolis.Car.App.FleetLink;
using Pixelopolis.Car.App.Inference;

namespace Pixelopolis.Car.App.Tests.Starting;

public sealed class CarOptionsTests
{
    private static readonly CarOptions Good = new()
    {
        Serial = "car-1", Port = "/dev/ttyACM0", Camera = "v4l2:/dev/video0", Server = "http://127.0.0.1:8080",
    };

    [Fact]
    public void Good_options_are_read()
    {
        var (settings, faults) = (Good with { Mqtt = "mqtts://fleet.local", MqttUser = "car-1", MqttPassword = "pw", StreamHost = "0.0.0.0", StreamToken = new string('t', 16) }).Checked();
        Assert.Empty(faults);
        Assert.Equal(("car-1", "fleet.local", 8883, true), (settings!.Car.SerialNumber, settings.Mqtt.Host, settings.Mqtt.Port, settings.Mqtt.Tls));
        Assert.Equal(new MqttCredentials("car-1", "pw"), settings.Credentials);
        Assert.EndsWith(Path.Combine("pixelopolis", "car-1"), settings.StateFolder, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_word_on_a_detector_the_car_takes_the_shipped_one_where_it_is_and_none_switches_it_off()
    {
        Assert.Equal("car/models/detector.onnx", Good.Checked(file => file == "car/models/detector.onnx").Settings!.Detector);
        Assert.Null(Good.Checked(_ => false).Settings!.Detector);
        Assert.Contains("without a detector", Assert.Single((Good with { AllWayStop = true }).Checked(_ => false).Faults), StringComparison.Ordinal);
        Assert.Null((Good with { Detector = "none" }).Checked().Settings!.Detector);
        var settings = (Good with { Detector = "eyes.onnx", DetectorEvery = 100, Accelerator = "xnnpack" }).Checked().Settings!;
        Assert.Equal(("eyes.onnx", TimeSpan.FromMilliseconds(100), Accelerator.Xnnpack), (settings.Detector, settings.DetectorEvery, settings.Accelerator));
    }

    public static TheoryData<string, CarOptions, string> Bad => new()
    {
        { "--detector-every is -1", Good with { DetectorEvery = -1 }, "0 (every frame) to 1000 milliseconds" },
        { "--detector-every is NaN", Good with { DetectorEvery = double.NaN }, "to 1000 milliseconds" },
        { "--detector-every is 400 with --all-way-stop", Good with { DetectorEvery = 400, AllWayStop = true, Detector = "eyes.onnx" }, "at most 300 milliseconds" },
        { "--accelerator is 'gpu'", Good with { Accelerator = "gpu" }, "auto, nnapi, xnnpack, cpu" },
        { "--serial is 'car 1'", Good with { Serial = "car 1" }, "A-Z a-z 0-9" },
        { "--serial is ''", Good with { Serial = "" }, "as car-1" },
        { "--serial is 'a/b'", Good with { Serial = "a/b" }, "as car-1" },
        { "--port is ' '", Good with { Port = " " }, "/dev/ttyACM0" },
        { "--camera is 'webcam'", Good with { Camera = "webcam" }, "v4l2:/dev/video0" },
        { "--camera is 'usb:/dev/video0'", Good with { Camera = "usb:/dev/video0" }, "mjpeg:http" },
        { "--camera is 'v4l2:'", Good with { Camera = "v4l2:" }, "nothing stands after 'v4l2:'" },
        { "--camera is 'mjpeg:rtsp://cam/1'", Good with { Camera = "mjpeg:rtsp://cam/1" }, "http or https" },
        { "--camera-delay is 0.7", Good with { CameraDelay = 0.7 }, "0 to 0.5 seconds" },
        { "--camera-delay is NaN", Good with { CameraDelay = double.NaN }, "0 to 0.5 seconds" },
        { "--server is 'fleet.local:8080'", Good with { Server = "fleet.local:8080" }, "http://127.0.0.1:8080" },
        { "--server and --city are both missing", Good with { Server = null }, "needs a city map" },
        { "--city is '/nowhere/city.json'", Good with { CityFile = "/nowhere/city.json" }, "no such file" },
        { "--mqtt is 'http://broker'", Good with { Mqtt = "http://broker" }, "HOST:PORT" },
        { "--mqtt is 'mqtt://user:pw@broker'", Good with { Mqtt = "mqtt://user:pw@broker" }, "HOST:PORT" },
        { "--mqtt is 'broker:99999'", Good with { Mqtt = "broker:99999" }, "HOST:PORT" },
        { "--mqtt-password", Good with { MqttPassword = "pw" }, "without --mqtt-user" },
        { "--stream-host is 'everywhere'", Good with { StreamHost = "everywhere" }, "an IP address" },
        { "--stream-host is '0.0.0.0'", Good with { StreamHost = "0.0.0.0" }, "--stream-token" },
        { "--stream-token has 5 characters", Good with { StreamToken = "short" }, "at least 16" },
        { "--stream-port is 70000", Good with { StreamPort = 70000 }, "to 65535" },
        { "--stream-port is -1", Good with { StreamPort = -1 }, "to 65535" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_option_is_named_with_its_value_and_what_would_be_right(string named, CarOptions options, string right)
    {
        var (settings, faults) = options.Checked();
        Assert.Null(settings);
        var fault = Assert.Single(faults);
        Assert.StartsWith(named, fault, StringComparison.Ordinal);
        Assert.Contains(right, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var (_, faults) = (Good with { Serial = "", Port = "", Camera = "", StreamPort = 70000 }).Checked();
        Assert.Equal(["--serial", "--port", "--camera", "--stream-port"], faults.Select(f => f.Split(' ')[0]));
    }

    [Fact]
    public void A_password_is_never_among_what_is_said()
    {
        Assert.Equal("car-1", new MqttCredentials("car-1", "s3cret").ToString());
        var camera = CameraAddress.Parse("mjpeg:http://me:s3cret@cam/video", out _)!;
        Assert.Equal("mjpeg:http://cam/video", camera.ToString());
    }
}
