Console.WriteLine("darts");
