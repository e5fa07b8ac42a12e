using static TorchSharp.torch;

namespace Darts.Training.Tests;

public sealed class BatchStreamTests
{
    private static readonly Normalisation Plain = new([0], [1]);

    [Fact]
    public void In_order_every_image_comes_once_and_the_last_batch_is_smaller()
    {
        using var set = Set(10);
        var stream = BatchStream.InOrder(set, Plain, 4, CPU);
        Assert.Equal(3, stream.Steps);
        Assert.Equal([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]], Labels(stream, 0));
    }

    [Fact]
    public void Training_shuffles_each_epoch_anew_and_leaves_nothing_out()
    {
        using var set = Set(10);
        var stream = Training(set, 4);
        var epochs = Enumerable.Range(0, 3).Select(epoch => Labels(stream, epoch).SelectMany(batch => batch).ToArray()).ToArray();
        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), epoch.Order()));
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(epochs[1], epochs[2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_epoch_taken_up_later_goes_on_the_same(int firstStep)
    {
        using var set = Set(14);
        var stream = Training(set, 4);
        Assert.Equal(Contents(stream, 5).Skip(firstStep), Contents(stream, 5, firstStep));
    }

    [Fact]
    public void An_epoch_taken_up_at_its_end_has_no_batches()
    {
        using var set = Set(8);
        Assert.Empty(Contents(Training(set, 4), 0, 2));
    }

    [Fact]
    public void The_seed_decides_and_nothing_else()
    {
        using var set = Set(12);
        var expected = Contents(Training(set, 5, 7), 2);
        manual_seed(123).Dispose();
        Assert.Equal(expected, Contents(Training(set, 5, 7), 2));
        Assert.NotEqual(expected, Contents(Training(set, 5, 8), 2));
    }

    [Fact]
    public void Images_are_normalised_and_keep_their_labels()
    {
        using var set = Set(6);
        var stream = BatchStream.ForTraining(set, new([0.5f], [0.25f]), 6, CPU, Augmentation.None, 1);
        foreach (var batch in stream.Epoch(0))
        {
            for (var i = 0; i < 6; i++)
            {
                Assert.Equal(((batch.Labels[i].item<long>() * 10 / 255f) - 0.5f) / 0.25f, batch.Images[i, 0, 1, 1].item<float>(), 1e-6);
            }
        }
    }

    [Fact]
    public void Padding_is_black_before_normalisation_and_cutouts_are_the_mean()
    {
        using var set = ImageSet.Of([.. Enumerable.Repeat((byte)255, 16 * 36)], new long[16], new(1, 6, 6));
        var stream = BatchStream.ForTraining(set, new([0.5f], [0.5f]), 16, CPU, new(3, true, 4), 1);
        var values = stream.Epoch(0).SelectMany(batch => batch.Images.data<float>().ToArray()).Distinct().Order().ToArray();
        Assert.Equal([-1, 0, 1], values);
    }

    [Fact]
    public void A_last_batch_of_one_image_is_left_out_of_training_only()
    {
        using var set = Set(9);
        Assert.Equal(2, Training(set, 4).Steps);
        Assert.Equal([4, 4], Labels(Training(set, 4), 0).Select(batch => batch.Length));
        Assert.Equal(3, BatchStream.InOrder(set, Plain, 4, CPU).Steps);
        Assert.Equal(9, Training(set, 1).Steps);
    }

    [Fact]
    public void A_batch_is_freed_when_the_next_one_is_asked_for()
    {
        using var set = Set(8);
        var batches = new List<Batch>();
        foreach (var batch in Training(set, 4).Epoch(0))
        {
            Assert.All(batches, earlier => Assert.True(earlier.Images.IsInvalid));
            batches.Add(batch);
        }

        Assert.True(batches[^1].Labels.IsInvalid);
    }

    [Fact]
    public void Batches_are_in_no_dispose_scope()
    {
        using var set = Set(8);
        using var scope = NewDisposeScope();
        foreach (var batch in Training(set, 4).Epoch(0))
        {
            Assert.Equal(0, scope.DisposablesCount);
            scope.DisposeEverything();
            Assert.False(batch.Images.IsInvalid);
        }
    }

    [Fact]
    public void Stopping_early_leaves_no_worker_behind()
    {
        for (var i = 0; i < 20; i++)
        {
            // The set is freed right after the loop: a worker still reading it would be found out.
            using var set = Set(64);
            foreach (var batch in Training(set, 4).Epoch(i))
            {
                Assert.Equal(4, batch.Count);
                break;
            }
        }
    }

    [Fact]
    public void A_failure_while_preparing_surfaces_where_batches_are_asked_for()
    {
        var set = Set(8);
        var stream = Training(set, 4);
        set.Dispose();
        Assert.ThrowsAny<Exception>(() => stream.Epoch(0).ToList());
    }

    [Fact]
    public async Task A_thread_of_the_pool_that_trains_keeps_its_team_even_if_it_makes_batches_itself()
    {
        using var set = Set(40);
        int[] teams = await Task.Run(
            () =>
            {
                int before = get_num_threads();
                OpenMpTeam.Resize(3);
                try
                {
                    // In the pool who waits for work that nobody has begun does it: such is the first batch.
                    return Training(set, 4).Epoch(0).Select(_ => get_num_threads()).ToArray();
                }
                finally
                {
                    OpenMpTeam.Resize(before);
                }
            },
            TestContext.Current.CancellationToken);
        Assert.SkipWhen(teams[0] != 3 && !OperatingSystem.IsLinux(), "The OpenMP library is out of sight.");
        Assert.All(teams, static team => Assert.Equal(3, team));
    }

    [Fact]
    public void Slices_share_memory_and_split_a_set()
    {
        using var set = Set(10);
        using var second = set.Slice(6, 4);
        Assert.Equal([[6, 7, 8, 9]], Labels(BatchStream.InOrder(second, Plain, 4, CPU), 0));
        set.Labels[6] = 1;
        Assert.Equal(1, second.Labels[0].item<long>());
    }

    /// <summary>Images of 4×4 pixels; image i has the value 10·i and the label i.</summary>
    private static ImageSet Set(int count) => ImageSet.Of(
        [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Repeat((byte)(i * 10), 16))], [.. Enumerable.Range(0, count).Select(i => (long)i)], new(1, 4, 4));

    private static BatchStream Training(ImageSet set, int batchSize, long seed = 3) => BatchStream.ForTraining(set, Plain, batchSize, CPU, new(2, true, 2), seed);

    private static long[][] Labels(BatchStream stream, int epoch) => [.. stream.Epoch(epoch).Select(batch => batch.Labels.data<long>().ToArray())];

    private static string[] Contents(BatchStream stream, int epoch, int firstStep = 0) =>
        [.. stream.Epoch(epoch, firstStep).Select(batch => $"{batch.Step}: {string.Join(' ', batch.Labels.data<long>())} | {string.Join(' ', batch.Images.data<float>())}")];
}
