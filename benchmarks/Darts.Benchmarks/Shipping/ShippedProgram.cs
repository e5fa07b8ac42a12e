using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Darts.Benchmarks.Shipping;

/// <summary>A program that prints its first answer, then how long each further one takes.</summary>
/// <param name="Name">What it is, for tables.</param>
/// <param name="Project">Its project and sources.</param>
/// <param name="How">The options of <c>dotnet publish</c>.</param>
internal sealed record ShippedProgram(string Name, ProgramSources Project, params string[] How)
{
    private const string OneFile = "-p:PublishSingleFile=true", Trimmed = "-p:PublishTrimmed=true", Ready = "-p:PublishReadyToRun=true";

    private string Folder => Path.Combine(Project.Folder, "published", string.Concat(Name.Where(char.IsAsciiLetterOrDigit)));

    private string Executable => Path.Combine(Folder, OperatingSystem.IsWindows() ? "App.exe" : "App");

    /// <summary>All programs that are compared.</summary>
    public static IReadOnlyList<ShippedProgram> All(ShippedModel model)
    {
        ProgramSources package = ProgramSources.Package(model), onnx = ProgramSources.OnnxRuntime(model), torch = ProgramSources.TorchSharp(model);
        return
        [
            new("package, native", package, "-p:PublishAot=true"),
            new("package, native, processors of 2013 and later", package, "-p:PublishAot=true", "-p:IlcInstructionSet=x86-64-v3"),
            new("package, native, this processor", package, "-p:PublishAot=true", "-p:IlcInstructionSet=native"),
            new("package, trimmed, one file, ReadyToRun", package, "--self-contained", Trimmed, Ready, OneFile, "-p:TieredPGO=false"),
            new("package, shared runtime (not counted)", package, "--no-self-contained"),
            new("ONNX Runtime, native", onnx, "-p:PublishAot=true"),
            new("ONNX Runtime, trimmed, one file, ReadyToRun", onnx, "--self-contained", Trimmed, Ready, OneFile, "-p:TieredPGO=false"),
            new("TorchSharp, self-contained", torch, "--self-contained"),
        ];
    }

    /// <summary>The size of all its files, without symbols for debuggers.</summary>
    public long Bytes => new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(static file => file.Extension is not (".pdb" or ".dbg")).Sum(static file => file.Length);

    /// <summary>Builds it.</summary>
    public void Publish() =>
        Sdk.Run(Project.Folder, ["publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", Folder, "-v", "q", "-nologo", "-tl:off", .. How]);

    /// <summary>Starts it and waits for its first answer.</summary>
    /// <returns>Milliseconds.</returns>
    public double FirstAnswer()
    {
        var clock = Stopwatch.StartNew();
        using var process = Start("0");
        if (process.StandardOutput.ReadLine() is null)
            throw new InvalidOperationException($"{Name} gave no answer.");
        double milliseconds = clock.Elapsed.TotalMilliseconds;
        process.WaitForExit();
        return milliseconds;
    }

    /// <summary>How long an answer takes after the first ones: the median.</summary>
    /// <returns>Milliseconds.</returns>
    public double EachAnswer()
    {
        using var process = Start("200");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private Process Start(string rounds) => Process.Start(new ProcessStartInfo(Executable, [rounds]) { WorkingDirectory = Folder, RedirectStandardOutput = true })!;
}
