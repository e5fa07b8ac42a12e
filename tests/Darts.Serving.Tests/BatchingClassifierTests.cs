using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Darts.Kernels.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Darts.Serving.Tests;

public sealed class BatchingClassifierTests : IAsyncDisposable
{
    private readonly string _name = $"Gated{Guid.NewGuid():N}";
    private readonly GatedModel _model;
    private readonly BatchingOptions _options = new() { LargestBatch = 4, LongestWait = TimeSpan.Zero, Capacity = 64 };
    private readonly ConcurrentQueue<int> _batches = [];
    private readonly ConcurrentDictionary<string, int> _outcomes = [];
    private readonly MeterListener _listener = new();
    private BatchingClassifier<GatedModel>? _classifier;

    public BatchingClassifierTests()
    {
        _model = new(_name);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ServingMetrics.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "darts.serving.batch_size" && IsOurs(tags))
                _batches.Enqueue(value);
        });
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (IsOurs(tags))
                _outcomes.AddOrUpdate((string)tags[1].Value!, (int)value, (_, sum) => sum + (int)value);
        });
        _listener.Start();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        GatedModel.Open(_name);
        if (_classifier is not null)
            await _classifier.StopAsync(Cancellation);
        _classifier?.Dispose();
        _model.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task Each_request_gets_the_answer_to_its_own_picture()
    {
        _options.Capacity = 1000;
        _options.LongestWait = TimeSpan.FromMilliseconds(1);
        var classifier = await StartAsync();
        var random = new Random(2);
        ImagePixels[] images = [.. Enumerable.Range(0, 500).Select(_ => Picture((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)))];
        var answers = await Task.WhenAll(images.Select(image => Task.Run(() => classifier.ClassifyAsync(image, Cancellation), Cancellation)));
        Assert.Equal(images.Select(image => _model.Classify(image)), answers);
        Assert.Equal(500, _batches.Sum());
        Assert.All(_batches, batch => Assert.InRange(batch, 1, _options.LargestBatch));
        Assert.Equal(500, _outcomes["answered"]);
    }

    [Fact]
    public async Task Pictures_that_arrive_while_the_model_computes_are_computed_together_next()
    {
        var classifier = await StartAsync();
        GatedModel.Close(_name);
        var first = classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation);
        await ArrivedAsync(1);
        Task<IReadOnlyList<ClassProbability>>[] others = [.. Enumerable.Range(0, 6).Select(index => classifier.ClassifyAsync(Picture(0, (byte)(index % 2 * 255), 128), Cancellation))];
        GatedModel.Open(_name);
        Assert.Equal("red", (await first)[0].Name);
        Assert.Equal(["blue", "green", "blue", "green", "blue", "green"], (await Task.WhenAll(others)).Select(answer => answer[0].Name));
        Assert.Equal([1, 4, 2], _batches);
    }

    [Fact]
    public async Task Beyond_the_capacity_requests_are_refused_at_once_and_taken_again_later()
    {
        _options.Capacity = 2;
        var classifier = await StartAsync();
        GatedModel.Close(_name);
        Task<IReadOnlyList<ClassProbability>>[] taken = [.. Enumerable.Range(0, 2).Select(_ => classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation))];
        var busy = await Assert.ThrowsAsync<BusyException>(() => classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation));
        Assert.Contains("2 requests", busy.Message, StringComparison.Ordinal);
        GatedModel.Open(_name);
        await Task.WhenAll(taken);
        await classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation);
        Assert.Equal((3, 1), (_outcomes["answered"], _outcomes["refused"]));
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_not_computed_and_delays_nobody()
    {
        var classifier = await StartAsync();
        GatedModel.Close(_name);
        var first = classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation);
        await ArrivedAsync(1);
        using var impatience = new CancellationTokenSource();
        var givenUp = classifier.ClassifyAsync(Picture(0, 255, 0), impatience.Token);
        var last = classifier.ClassifyAsync(Picture(0, 0, 255), Cancellation);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        GatedModel.Open(_name);
        Assert.Equal(["red", "blue"], (await Task.WhenAll(first, last)).Select(answer => answer[0].Name));
        Assert.Equal((2, 1), (GatedModel.Arrived(_name), _outcomes["cancelled"]));
    }

    [Fact]
    public async Task A_picture_that_is_none_fails_alone()
    {
        var classifier = await StartAsync();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => classifier.ClassifyAsync(new(new byte[5], 1, 1), Cancellation));
        Assert.Equal("red", (await classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation))[0].Name);
        Assert.Equal(1, _outcomes["failed"]);
    }

    [Fact]
    public async Task A_computation_that_fails_is_told_to_those_who_asked_and_the_next_goes_on()
    {
        var classifier = await StartAsync();
        GatedModel.Fail(_name);
        await Assert.ThrowsAsync<InvalidOperationException>(() => classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation));
        Assert.Equal("red", (await classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation))[0].Name);
    }

    [Fact]
    public async Task At_the_end_everything_that_was_taken_is_answered_and_nothing_more_is_taken()
    {
        var classifier = await StartAsync();
        GatedModel.Close(_name);
        Task<IReadOnlyList<ClassProbability>>[] taken = [.. Enumerable.Range(0, 11).Select(_ => classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation))];
        var stop = classifier.StopAsync(Cancellation);
        Assert.Contains("shutting down", (await Assert.ThrowsAsync<BusyException>(() => classifier.ClassifyAsync(Picture(255, 0, 0), Cancellation))).Message, StringComparison.Ordinal);
        Assert.False(stop.IsCompleted);
        GatedModel.Open(_name);
        await stop;
        Assert.All(taken, request => Assert.True(request.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task A_host_starts_and_stops_it()
    {
        await using var services = new ServiceCollection().AddImageModel(_ => _model, options => options.LargestBatch = 3).BuildServiceProvider();
        var hosted = services.GetRequiredService<IHostedService>();
        var classifier = services.GetRequiredService<BatchingClassifier<GatedModel>>();
        Assert.Same(classifier, hosted);
        await hosted.StartAsync(Cancellation);
        Assert.Equal("green", (await classifier.ClassifyAsync(Picture(0, 255, 0), Cancellation))[0].Name);
        await hosted.StopAsync(Cancellation);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddImageModel(_ => _model, options => options.Capacity = 0));
    }

    private async Task<BatchingClassifier<GatedModel>> StartAsync()
    {
        _classifier = new(_model, _options);
        await _classifier.StartAsync(Cancellation);
        return _classifier;
    }

    private async Task ArrivedAsync(int count)
    {
        while (GatedModel.Arrived(_name) < count)
            await Task.Delay(1, Cancellation);
    }

    private bool IsOurs(ReadOnlySpan<KeyValuePair<string, object?>> tags) => (string?)tags[0].Value == _name;

    private static ImagePixels Picture(byte red, byte green, byte blue) => new(new[] { red, green, blue }, 1, 1);
}
