using Darts.Kernels.Inference;
using Darts.Kernels.Weights;
using Networks;

// dotnet run                                      what the network is
// dotnet run -- WEIGHTS.safetensors PICTURE…      what is on the pictures
if (args is not [var weightsFile, .. var pictures])
{
    using var network = new Starter();
    var about = network.Description;
    Console.WriteLine($"{about.Name}: {about.Parameters} parameters, pictures of {about.Height}×{about.Width}, {about.Classes} classes");
    return 0;
}

try
{
    using var weights = WeightsFile.Open(weightsFile);
    using var model = new TrainedModel(weights);
    foreach (string picture in pictures)
    {
        var likeliest = model.Classify(Pictures.Read(picture)).Take(3);
        Console.WriteLine($"{picture}: {string.Join(", ", likeliest.Select(one => $"{one.Name} {one.Probability:0.000}"))}");
    }
    return 0;
}
catch (Exception e) when (e is WeightsException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
