using static TorchSharp.torch;

namespace Darts.Networks.Tests;

public sealed class DevicesTests
{
    [Fact]
    public void Cpu_is_the_cpu() => Assert.Equal(TorchSharp.DeviceType.CPU, Devices.Parse("cpu").type);

    [Fact]
    public void Auto_is_CUDA_where_there_is_one() =>
        Assert.Equal(cuda.is_available() ? TorchSharp.DeviceType.CUDA : TorchSharp.DeviceType.CPU, Devices.Parse("auto").type);

    [Theory]
    [InlineData("gpu")]
    [InlineData("")]
    [InlineData("CPU")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda: 1")]
    [InlineData("cpu:0")]
    public void An_unknown_device_is_refused_naming_the_known_ones(string name) =>
        Assert.Equal(
            $"There is no device '{name}': the devices are auto, cpu, cuda and cuda:N (N counts from 0).",
            Assert.Throws<DartsException>(() => Devices.Parse(name)).Message);

    [Theory]
    [InlineData("cuda:99")]
    [InlineData("cuda")]
    public void A_CUDA_device_that_is_not_there_is_refused(string name)
    {
        Assert.SkipWhen(name == "cuda" && cuda.is_available(), "There is one here.");
        Assert.StartsWith($"Device '{name}' is not there", Assert.Throws<DartsException>(() => Devices.Parse(name)).Message);
    }
}
