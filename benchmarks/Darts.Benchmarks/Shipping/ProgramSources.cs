using System.Xml.Linq;

namespace Darts.Benchmarks.Shipping;

/// <summary>A project in a folder of its own.</summary>
/// <param name="Folder">The folder.</param>
internal sealed record ProgramSources(string Folder)
{
    /// <summary>Measures; <c>Answer</c> is a program's own.</summary>
    private const string Rounds = """
        Console.WriteLine(Answer());
        Console.Out.Flush();
        double[] times = new double[int.Parse(args[0])];
        for (int round = 0; round < times.Length; round++)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            Answer();
            times[round] = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        if (times.Length > 0)
        {
            Array.Sort(times);
            Console.WriteLine(times[times.Length / 2].ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        """;

    /// <summary>With the model's package.</summary>
    public static ProgramSources Package(ShippedModel model) => Write(
        model,
        "package",
        $$"""<PackageReference Include="Darts.Models.{{ShippedModel.Network}}" Version="1.0.0" />""",
        $$"""
        using var model = new Darts.Models.{{ShippedModel.Network}}();
        byte[] pixels = new byte[3 * 32 * 32];
        {{Rounds}}
        string Answer() => model.Classify(pixels, 32, 32)[0].Name;
        """);

    /// <summary>With ONNX Runtime and a file that takes pixels.</summary>
    public static ProgramSources OnnxRuntime(ShippedModel model) => Write(
        model,
        "onnx",
        $"""
        <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{VersionOf("Microsoft.ML.OnnxRuntime")}" />
        <PackageReference Include="System.Numerics.Tensors" Version="{VersionOf("System.Numerics.Tensors")}" />
        <Content Include="{model.Onnx}" Link="model.onnx" CopyToPublishDirectory="PreserveNewest" ExcludeFromSingleFile="true" />
        """,
        $$"""
        using Microsoft.ML.OnnxRuntime;

        using var session = new InferenceSession(Path.Combine(AppContext.BaseDirectory, "model.onnx"));
        using var options = new RunOptions();
        byte[] pixels = new byte[3 * 32 * 32];
        {{Rounds}}
        int Answer()
        {
            using var input = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, 32, 32]);
            using var outputs = session.Run(options, ["images"], [input], ["logits"]);
            var logits = outputs[0].GetTensorDataAsSpan<float>();
            int best = 0;
            for (int index = 1; index < logits.Length; index++)
                best = logits[index] > logits[best] ? index : best;
            return best;
        }
        """);

    /// <summary>With the class that trains, in its form for inference.</summary>
    public static ProgramSources TorchSharp(ShippedModel model) => Write(
        model,
        "torch",
        $"""
        <Reference Include="{typeof(Networks.ImageClassifier).Assembly.Location}" />
        <Reference Include="{typeof(Kernels.Inference.IWeights).Assembly.Location}" />
        <PackageReference Include="TorchSharp" Version="{VersionOf("TorchSharp")}" />
        <PackageReference Include="SharpZipLib" Version="{VersionOf("SharpZipLib")}" />
        <PackageReference Include="SkiaSharp" Version="{VersionOf("SkiaSharp")}" />
        <PackageReference Include="libtorch-cpu-{Rid}" Version="{VersionOf("LibTorchVersion")}" />
        <Compile Include="{model.Code}" />
        <Content Include="{model.Weights}" Link="weights.safetensors" CopyToPublishDirectory="PreserveNewest" />
        """,
        $$"""
        using TorchSharp;

        using var trained = new Darts.Models.{{ShippedModel.Network}}();
        trained.eval();
        Darts.Networks.NetworkWeights.Load(trained, System.IO.Path.Combine(AppContext.BaseDirectory, "weights.safetensors"));
        using var network = trained.ForInference();
        using var inference = torch.inference_mode();
        using var mean = torch.tensor(new float[] { 0.4914f, 0.4822f, 0.4465f }, 1, 3, 1, 1);
        using var std = torch.tensor(new float[] { 0.2470f, 0.2435f, 0.2616f }, 1, 3, 1, 1);
        byte[] pixels = new byte[3 * 32 * 32];
        {{Rounds}}
        long Answer()
        {
            using var scope = torch.NewDisposeScope();
            var images = torch.tensor(pixels, 1, 3, 32, 32).to(torch.float32).div_(255).sub_(mean).div_(std);
            return network.forward(images).argmax(1).item<long>();
        }
        """,
        Path.Combine(ShippedModel.Repository, "src", "Darts.Networks", "build", "Darts.Networks.targets"));

    private static string Rid => OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64";

    private static ProgramSources Write(ShippedModel model, string name, string references, string program, string? targets = null)
    {
        string folder = Directory.CreateDirectory(Path.Combine(model.Root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <fallbackPackageFolders><add key="cache" value="{Cache}" /></fallbackPackageFolders>
              <packageSources><add key="models" value="{model.Feed}" /></packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
              {(targets is null ? "" : $"""<Import Project="{targets}" />""")}
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        return new(folder);
    }

    private static string Cache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The version of a package that this repository uses.</summary>
    private static string VersionOf(string package)
    {
        var versions = XDocument.Load(Path.Combine(ShippedModel.Repository, "Directory.Packages.props"));
        return versions.Descendants(package).SingleOrDefault()?.Value ?? versions.Descendants("PackageVersion").Single(version => version.Attribute("Include")!.Value == package).Attribute("Version")!.Value;
    }
}
