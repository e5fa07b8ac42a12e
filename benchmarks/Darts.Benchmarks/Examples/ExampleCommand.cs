using System.CommandLine;
using Darts.Benchmarks.Peers;
using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Benchmarks.Examples;

/// <summary><c>example</c>: what our networks compute, for others to compare with.</summary>
internal static class ExampleCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder to write into.", Required = true };
        var device = new Option<string>("--device") { Description = "Where networks run: cpu, cuda, cuda:N or auto.", DefaultValueFactory = _ => "cpu" };
        var command = new Command("example", "Writes weights, images and what our networks make of them: logits, losses, gradients.") { folder, device };
        command.SetAction(arguments => Errors.Show(() => Write(arguments.GetValue(folder)!, arguments.GetValue(device)!)));
        return command;
    }

    private static void Write(DirectoryInfo folder, string device)
    {
        var place = Devices.Parse(device);
        if (place.type == DeviceType.CUDA)
        {
            // TF32 has ten bits of mantissa: nothing to compare float32 with.
            backends.cudnn.allow_tf32 = false;
            backends.cuda.matmul.allow_tf32 = false;
        }
        folder.Create();
        File.Copy(DartsV2.Path, Path.Combine(folder.FullName, "genotype.json"), overwrite: true);
        SafeTensors.Write(Path.Combine(folder.FullName, "network.safetensors"), NetworkExample.Compute(place));
        SafeTensors.Write(Path.Combine(folder.FullName, "supernet.safetensors"), SupernetExample.Compute(place));
    }
}
