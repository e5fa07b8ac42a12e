using Darts.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>
/// The batches of a set, epoch by epoch. What is in a batch follows from the seed, the epoch and the step alone, so a run can be taken up at any step. While a batch is
/// being trained on, the next is made on another thread.
/// </summary>
public sealed class BatchStream
{
    private readonly ImageSet _images;
    private readonly Normalisation _normalisation;
    private readonly int _batchSize;
    private readonly Device _device;
    private readonly Augmentation _augmentation;
    private readonly long? _seed;

    private BatchStream(ImageSet images, Normalisation normalisation, int batchSize, Device device, Augmentation augmentation, long? seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (_images, _normalisation, _batchSize, _device, _augmentation, _seed) = (images, normalisation, batchSize, device, augmentation, seed);
    }

    /// <summary>The batches of an epoch. The last may be smaller than the others; when training it is left out if it would be a single image, because batch norm has
    /// no variance to divide by then (which image that is changes from epoch to epoch).</summary>
    public int Steps => (_images.Count + _batchSize - 1 - (_seed is not null && _batchSize > 1 && _images.Count % _batchSize == 1 ? 1 : 0)) / _batchSize;

    /// <summary>Shuffled and augmented batches, to train on.</summary>
    /// <param name="images">The images, borrowed.</param>
    /// <param name="normalisation">What is done to pixels.</param>
    /// <param name="batchSize">N ≥ 1 of each batch but the last.</param>
    /// <param name="device">Where the batches go.</param>
    /// <param name="augmentation">What is done to images at random.</param>
    /// <param name="seed">Two streams of one run take different seeds.</param>
    public static BatchStream ForTraining(ImageSet images, Normalisation normalisation, int batchSize, Device device, Augmentation augmentation, long seed) =>
        new(images, normalisation, batchSize, device, augmentation, seed);

    /// <summary>The images as they are, in order.</summary>
    /// <param name="images">The images, borrowed.</param>
    /// <param name="normalisation">What is done to pixels.</param>
    /// <param name="batchSize">N ≥ 1 of each batch but the last.</param>
    /// <param name="device">Where the batches go.</param>
    public static BatchStream InOrder(ImageSet images, Normalisation normalisation, int batchSize, Device device) =>
        new(images, normalisation, batchSize, device, Augmentation.None, seed: null);

    /// <summary>The batches of <paramref name="epoch"/> from <paramref name="firstStep"/> on. Each belongs to the stream and is disposed when the next one is asked for
    /// or the enumeration ends; it is in no dispose scope.</summary>
    /// <param name="epoch">Counted from 0; there is no last.</param>
    /// <param name="firstStep">The step to begin with.</param>
    public IEnumerable<Batch> Epoch(int epoch, int firstStep = 0)
    {
        if (firstStep >= Steps)
        {
            yield break;
        }

        var order = _seed is { } seed ? new RandomStream(Seeds.Mix(seed, (long)StreamPurpose.Shuffle, epoch)).Permutation(_images.Count) : null;
        var next = Task.Run(() => Make(order, epoch, firstStep));
        try
        {
            for (var step = firstStep + 1; step <= Steps; step++)
            {
                using var batch = next.GetAwaiter().GetResult();
                var following = step;
                next = step < Steps ? Task.Run(() => Make(order, epoch, following)) : null;
                yield return batch;
                if (next is null)
                {
                    yield break;
                }
            }
        }
        finally
        {
            Abandon(next);
        }
    }

    private static void Abandon(Task<Batch>? batch)
    {
        if (batch is null)
        {
            return;
        }

        // Waited for: the images it reads may be disposed as soon as we return. What went wrong in a batch nobody wants is of no interest.
        Task.WaitAny(batch);
        if (batch.IsCompletedSuccessfully)
        {
            batch.Result.Dispose();
        }
        else
        {
            _ = batch.Exception;
        }
    }

    private Batch Make(int[]? order, int epoch, int step)
    {
        using var alone = OpenMpTeam.WorkAlone();
        using var scope = NewDisposeScope();
        var first = step * _batchSize;
        var count = Math.Min(_batchSize, _images.Count - first);
        var (images, labels) = order is null
            ? (_images.Images.narrow(0, first, count), _images.Labels.narrow(0, first, count))
            : Pick(tensor(Array.ConvertAll(order[first..(first + count)], index => (long)index)));
        return new(step, Augment(ToDevice(images), epoch, step).DetachFromDisposeScope(), ToDevice(labels).clone().DetachFromDisposeScope());
    }

    /// <summary>From pinned memory a GPU fetches a batch by itself, while it computes the one before; whoever uses it waits on the device, not here.</summary>
    private Tensor ToDevice(Tensor values) => _device.type == DeviceType.CUDA ? values.pin_memory().to(_device, non_blocking: true) : values.to(_device);

    private (Tensor Images, Tensor Labels) Pick(Tensor indices) => (_images.Images.index_select(0, indices), _images.Labels.index_select(0, indices));

    private Tensor Augment(Tensor images, int epoch, int step)
    {
        if (_seed is not { } seed || _augmentation == Augmentation.None)
        {
            return _normalisation.Apply(images);
        }

        var draw = AugmentationDraw.Of(_augmentation, (int)images.shape[0], _images.Size, Seeds.Mix(seed, (long)StreamPurpose.Augment, epoch, step));
        var moved = _augmentation is { CropPadding: 0, Flip: false } ? images : Augmenter.CropAndFlip(images, _augmentation.CropPadding, draw);
        var normalised = _normalisation.Apply(moved);
        if (_augmentation.Cutout > 0)
        {
            Augmenter.Cutout(normalised, _augmentation.Cutout, draw);
        }

        return normalised;
    }
}
