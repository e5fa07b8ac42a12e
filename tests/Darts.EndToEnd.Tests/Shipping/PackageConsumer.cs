using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Darts.EndToEnd.Tests.Support;
using SkiaSharp;

namespace Darts.EndToEnd.Tests.Shipping;

/// <summary>
/// A program of somebody who has a model's package and nothing else of this project: the run of <see cref="Pipeline"/>, exported into a feed beside Darts.Kernels, and a console project in a folder
/// with a space in its name. Our packages are unpacked beside the project; all others come from the ordinary cache, or where that lacks them from where the machine gets its packages.
/// </summary>
public sealed partial class PackageConsumer(Pipeline pipeline) : IAsyncLifetime
{
    private const int Width = 21, Height = 13;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    /// <summary>Where the program is published to; NAME stands for how.</summary>
    internal string Published(string name) => _folder["app", "published", name];

    /// <summary>The example of the package's page.</summary>
    internal string Example { get; private set; } = "";

    /// <summary>What <c>darts predict</c> says of the picture: the probability of each class.</summary>
    internal IReadOnlyDictionary<string, double> Expected { get; private set; } = new Dictionary<string, double>();

    private string App => _folder["app"];

    private string Picture => _folder["picture.rgba"];

    public async ValueTask InitializeAsync()
    {
        string feed = _folder["feed"], weights = pipeline.Project["runs", Pipeline.Name, "weights.safetensors"];
        var exported = (await pipeline.Project.DartsAsync("export", $"genotypes/{Pipeline.Name}.genotype.json", "--weights", weights, "--to", "nuget", "-o", feed, "--json")).EndsWith(0);
        string package = exported.LastJsonLine.GetProperty("output").GetString()!;
        Succeeds(await DotnetAsync(Repository.Root, "pack", "src/Darts.Kernels", "-c", Tool.Configuration, "--no-build", "--no-restore", "-o", feed, "-v", "q", "-nologo"));

        WritePicture(_folder["picture.png"], Picture);
        var predicted = (await pipeline.Project.DartsAsync("predict", "--network", Pipeline.Name, "--weights", weights, "--no-build", "--image", _folder["picture.png"], "--json")).EndsWith(0);
        Expected = predicted.LastJsonLine[0].GetProperty("classes").EnumerateArray().ToDictionary(one => one.GetProperty("class").GetString()!, one => one.GetProperty("probability").GetDouble());

        Directory.CreateDirectory(App);
        Example = ExampleOf(package);
        await File.WriteAllTextAsync(_folder["app", "nuget.config"], Configuration(feed), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["app", "App.csproj"], Project, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["app", "Program.cs"], Program(Example), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Builds or publishes the program.</summary>
    /// <returns>What the SDK wrote, and whether it succeeded.</returns>
    internal Task<(int Code, string Output)> MakeAsync(params string[] arguments) => DotnetAsync(App, [.. arguments, "-c", "Release", "-nologo", "-v", "q", "-tl:off"]);

    /// <summary>Runs the program on the picture.</summary>
    /// <param name="name">What it was published as.</param>
    /// <returns>The probability of each class.</returns>
    internal async Task<IReadOnlyDictionary<string, double>> ClassifyAsync(string name)
    {
        string text = Succeeds(await RunAsync(ProgramOf(name), App, Picture, Width.ToString(), Height.ToString()));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(line => line[0], line => double.Parse(line[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Runs the example of the package's page.</summary>
    internal async Task<string> RunExampleAsync(string name) => Succeeds(await RunAsync(ProgramOf(name), App));

    /// <summary>Fails with all that was written if something failed.</summary>
    internal static string Succeeds((int Code, string Output) result)
    {
        Assert.True(result.Code == 0, result.Output);
        return result.Output;
    }

    private string ProgramOf(string name) => Path.Combine(Published(name), OperatingSystem.IsWindows() ? "App.exe" : "App");

    private static string ExampleOf(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        using var page = new StreamReader(archive.GetEntry("README.md")!.Open());
        return CodeBlock().Match(page.ReadToEnd()).Groups["code"].Value;
    }

    private static string Program(string example)
    {
        string[] lines = example.Split('\n');
        return $$"""
            {{string.Join('\n', lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=')))}}
            using System.Globalization;
            using Darts.Kernels.Models;

            if (args is [var picture, var width, var height])
            {
                var image = new ImagePixels(File.ReadAllBytes(picture), int.Parse(width), int.Parse(height), PixelFormat.Rgba);
                using var model = new {{Pipeline.Name}}();
                var p = model.Classify(image);
                foreach (var one in p)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Name}\t{one.Probability:R}"));
            }
            else
            {
                Example();
            }

            static void Example()
            {
                {{string.Join('\n', lines.Where(line => !line.StartsWith("using ", StringComparison.Ordinal) || line.Contains('=')))}}
            }
            """;
    }

    private static string Configuration(string feed) => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="packages" /></config>
          <fallbackPackageFolders><add key="cache" value="{Cache}" /></fallbackPackageFolders>
          <packageSources><add key="models" value="{feed}" /></packageSources>
        </configuration>
        """;

    private static string Cache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Darts.Models.{Pipeline.Name}" Version="1.0.0" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>A picture of many colours, partly clear, as a file and as what a decoder makes of it.</summary>
    private static void WritePicture(string png, string rgba)
    {
        byte[] pixels = new byte[4 * Width * Height];
        new Random(11).NextBytes(pixels);
        File.WriteAllBytes(rgba, pixels);
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(png);
        data.SaveTo(file);
    }

    private static Task<(int Code, string Output)> DotnetAsync(string folder, params string[] arguments) => RunAsync("dotnet", folder, arguments);

    private static async Task<(int Code, string Output)> RunAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // A test host inherits these from 'dotnet test'; another SDK process must find its own. A build server that stays would keep our pipes open.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output + await error);
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex CodeBlock();
}
