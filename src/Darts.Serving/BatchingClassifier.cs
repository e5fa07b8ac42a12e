using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Darts.Kernels.Models;
using Microsoft.Extensions.Hosting;

namespace Darts.Serving;

/// <summary>
/// Answers concurrent requests with one model: pictures that arrive while it computes are computed together next. Pictures are prepared by their callers' threads; a single loop computes. What was
/// taken is answered, also when the service is shut down.
/// </summary>
/// <typeparam name="TModel">The model's class.</typeparam>
public sealed class BatchingClassifier<TModel> : IHostedService, IDisposable
    where TModel : ImageModel
{
    private readonly TModel _model;
    private readonly BatchingOptions _options;
    private readonly Admission _admission;
    private readonly ServingMetrics _metrics;
    private readonly Channel<WaitingPicture> _waiting = Channel.CreateUnbounded<WaitingPicture>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _hurry;
    private readonly float[] _prepared;
    private readonly float[] _probabilities;
    private Task _loop = Task.CompletedTask;

    /// <summary>Gets ready; <see cref="StartAsync"/> begins.</summary>
    /// <param name="model">The model; disposed by whoever made it, after this.</param>
    /// <param name="options">How requests are put together.</param>
    /// <param name="meters">Makes the meter <see cref="ServingMetrics.MeterName"/>; null for one of its own.</param>
    /// <param name="stopping">The host is about to stop: from then on no batch waits for more pictures. A web server stops before this, and waits for what was taken.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public BatchingClassifier(TModel model, BatchingOptions options, IMeterFactory? meters = null, CancellationToken stopping = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_model, _options, _admission) = (model, options, new Admission(options.Capacity));
        _metrics = new ServingMetrics(meters, model.Plan.Name, () => _admission.Taken);
        _hurry = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _prepared = new float[options.LargestBatch * model.PreparedLength];
        _probabilities = new float[options.LargestBatch * model.Plan.Classes];
    }

    /// <summary>Classifies a picture, together with others that arrive at the same time.</summary>
    /// <param name="image">A decoded picture of any size.</param>
    /// <param name="cancellation">Gives up waiting; a picture that is not being computed yet never is.</param>
    /// <returns>All classes, the likeliest first.</returns>
    /// <exception cref="BusyException">Too many requests are waiting, or the service is shutting down.</exception>
    /// <exception cref="ArgumentException">There are more or fewer bytes than the picture's size says.</exception>
    public async Task<IReadOnlyList<ClassProbability>> ClassifyAsync(ImagePixels image, CancellationToken cancellation = default)
    {
        try
        {
            _admission.Enter();
        }
        catch (BusyException)
        {
            _metrics.Request("refused");
            throw;
        }

        string outcome = "failed";
        try
        {
            cancellation.ThrowIfCancellationRequested();
            float[] prepared = new float[_model.PreparedLength];
            _model.Prepare(image.Bytes.Span, image.Width, image.Height, image.Format, prepared);
            var picture = new WaitingPicture(prepared, Stopwatch.GetTimestamp(), cancellation);
            // Never closed while a request that was taken is not answered.
            await _waiting.Writer.WriteAsync(picture, CancellationToken.None).ConfigureAwait(false);
            await using var giveUp = cancellation.Register(() => picture.Answer.TrySetCanceled(cancellation)).ConfigureAwait(false);
            var answer = await picture.Answer.Task.ConfigureAwait(false);
            outcome = "answered";
            return answer;
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            _metrics.Request(outcome);
            _admission.Leave();
        }
    }

    /// <summary>Begins to compute.</summary>
    /// <param name="cancellationToken">Not looked at: this takes no time.</param>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = Task.Run(ComputeAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Takes no more requests and waits until those that were taken are answered.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _hurry.CancelAsync().ConfigureAwait(false);
        await _admission.Close().WaitAsync(cancellationToken).ConfigureAwait(false);
        _waiting.Writer.TryComplete();
        await _loop.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _admission.Close();
        _waiting.Writer.TryComplete();
        _metrics.Dispose();
        _hurry.Dispose();
    }

    private async Task ComputeAsync()
    {
        var batch = new List<WaitingPicture>(_options.LargestBatch);
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await GatherAsync(batch).ConfigureAwait(false);
            if (batch.Count > 0)
                Compute(batch);
            batch.Clear();
        }
    }

    /// <summary>Takes what waits; fewer than a batch wait a moment for more.</summary>
    private async Task GatherAsync(List<WaitingPicture> batch)
    {
        Take(batch);
        if (batch.Count is 0 || batch.Count == _options.LargestBatch || _options.LongestWait == TimeSpan.Zero)
            return;
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(_hurry.Token);
        wait.CancelAfter(_options.LongestWait);
        try
        {
            while (batch.Count < _options.LargestBatch && await _waiting.Reader.WaitToReadAsync(wait.Token).ConfigureAwait(false))
                Take(batch);
        }
        catch (OperationCanceledException)
        {
            // Nobody else came in time, or there is no time.
        }
    }

    private void Take(List<WaitingPicture> batch)
    {
        while (batch.Count < _options.LargestBatch && _waiting.Reader.TryRead(out var picture))
        {
            // Who has given up has got that answer already.
            if (!picture.Cancellation.IsCancellationRequested)
                batch.Add(picture);
        }
    }

    private void Compute(List<WaitingPicture> batch)
    {
        foreach (var picture in batch)
            _metrics.Waited(picture.Since);
        try
        {
            int length = _model.PreparedLength, classes = _model.Plan.Classes;
            for (int index = 0; index < batch.Count; index++)
                batch[index].Prepared.CopyTo(_prepared, index * length);
            long start = Stopwatch.GetTimestamp();
            _model.Compute(_prepared.AsSpan(0, batch.Count * length), _probabilities.AsSpan(0, batch.Count * classes), batch.Count);
            _metrics.Computed(batch.Count, Stopwatch.GetElapsedTime(start));
            for (int index = 0; index < batch.Count; index++)
                batch[index].Answer.TrySetResult(_model.Ranked(_probabilities.AsSpan(index * classes, classes)));
        }
        catch (Exception e)
        {
            // Whatever it is, the loop goes on: it is told to those who asked.
            foreach (var picture in batch)
                picture.Answer.TrySetException(e);
        }
    }
}
