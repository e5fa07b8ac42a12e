using System.Text.Json;

namespace Darts.Kernels.Weights;

/// <summary>Reads the tensors of a header and checks that they tile the file's data.</summary>
internal static class WeightsEntries
{
    /// <summary>Reads one tensor's entry.</summary>
    /// <exception cref="FormatException">Anything is wrong with it.</exception>
    public static WeightsEntry Read(string name, JsonElement value, long dataBegin, long fileLength)
    {
        string shown = Shown.Name(name);
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 3
            || !value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out var shape) || !value.TryGetProperty("data_offsets", out var offsets))
        {
            throw new FormatException($"its entry for tensor {shown} is not an object of dtype, shape and data_offsets");
        }

        var type = ElementType.Named(dtype.GetString()!)
            ?? throw new FormatException($"tensor {shown} has elements of unknown type {Shown.Name(dtype.GetString()!)} (known are {string.Join(", ", ElementType.All)})");
        long[] sides = Numbers(shape) ?? throw new FormatException($"the shape of tensor {shown} is not an array of whole numbers");
        if (Numbers(offsets) is not [long begin, long end])
            throw new FormatException($"the data_offsets of tensor {shown} are not two whole numbers");
        if (begin > end || end > fileLength - dataBegin)
            throw new FormatException($"the data of tensor {shown} ({begin} to {end}) lies outside of the file's {fileLength - dataBegin} bytes of data");
        if (type.Bytes(sides) != end - begin)
            throw new FormatException($"tensor {shown} of shape {Shown.Shape(sides)} and type {type} does not take the {end - begin} bytes it is given");
        return new WeightsEntry(name, type, sides, dataBegin + begin, dataBegin + end);
    }

    /// <summary>Checks that the tensors follow each other without gap or overlap, from the beginning of the data to the file's end.</summary>
    /// <exception cref="FormatException">They do not.</exception>
    public static void CheckLayout(IEnumerable<WeightsEntry> tensors, long dataBegin, long fileLength)
    {
        long at = dataBegin;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != at)
                throw new FormatException($"the data of tensor {Shown.Name(tensor.Name)} {(tensor.Begin < at ? "overlaps another tensor's" : "leaves a gap before it")}");
            at = tensor.End;
        }

        if (at != fileLength)
            throw new FormatException($"{fileLength - at} bytes after the last tensor belong to none");
    }

    private static long[]? Numbers(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new long[array.GetArrayLength()];
        int index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out numbers[index]) || numbers[index] < 0)
                return null;
            index++;
        }

        return numbers;
    }
}
