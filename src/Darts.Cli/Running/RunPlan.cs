namespace Darts.Cli.Running;

/// <summary>What <c>darts run</c> is going to do.</summary>
/// <typeparam name="TSearch">Settings of the space's search.</typeparam>
/// <typeparam name="TTraining">Settings of the training of its networks.</typeparam>
/// <param name="Name">The name of the run, its genotype and its network.</param>
/// <param name="Search">How to search.</param>
/// <param name="Training">How to train what was found.</param>
internal sealed record RunPlan<TSearch, TTraining>(string Name, TSearch Search, TTraining Training);
