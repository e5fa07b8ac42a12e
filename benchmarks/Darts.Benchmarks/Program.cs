using System.CommandLine;
using Darts.Benchmarks.Counting;
using Darts.Benchmarks.Examples;
using Darts.Benchmarks.Generator;
using Darts.Benchmarks.Memory;
using Darts.Benchmarks.Peers;
using Darts.Benchmarks.Shipping;

var count = new Option<int>("--genotypes") { Description = "How many genotype files the project has.", DefaultValueFactory = _ => 1000 };
var json = new Option<bool>("--json") { Description = "One JSON document on standard output." };
var generator = new Command("generator", "Builds a project of many genotypes and tells the generator's share of the build.") { count, json };
generator.SetAction(arguments => GeneratorBenchmark.Run(arguments.GetValue(count), arguments.GetValue(json)));

return new RootCommand("Measures what the documents say about speed.") { generator, OperationsCommand.Create(), PeersCommand.Create(), MemoryCommand.Create(), ExampleCommand.Create(), ShippingCommand.Create() }.Parse(args).Invoke();
