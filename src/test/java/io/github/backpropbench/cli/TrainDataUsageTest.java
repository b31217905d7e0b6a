package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code train --data} cannot train is refused with one sentence. */
class TrainDataUsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --epochs 3                     | --epochs is about --data, which is not given
          --split 3                      | --label-column and --split are about --data, which is not given
          --label-column y               | --label-column and --split are about --data, which is not given
          --data digits --label-column y | --label-column is for a CSV file; --data digits has labels of its own
          --data digits --epochs 3 --steps 5 | --steps and --epochs are both given; give one of them
          --data digits --epochs 0       | '0' is not a whole number from 1
          --data digits --epochs 2147483647 | are 73014443998 steps; a training has at most 2147483647
          --data digits --batch 32       | it goes with neither --problem nor --batch (--minibatch is
          --data digits --problem x.json | --data has the rows; it goes with neither --problem nor --batch
          --data digits --minibatch 1080 | --minibatch 1080 is more than the 1079 rows of the training
          --data digits --minibatch 33   | --learning-rate is needed: the protocol has none for --data digits, shape 64-32-10, cross-entropy, sgd with bias and --minibatch 33
          --data digits --optimizer momentum --momentum 0.5 | cross-entropy, momentum of other constants with bias and --minibatch 32
          --data digits --shape 64-20-10 | the protocol has none for --data digits, shape 64-20-10
          --data digits --shape 64-32-9  | has 10 classes (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), but the network
          --data digits --gradient notebook | the gradient 'notebook' is defined only for the loss squared-error
          --data digits --gradient notebook --shape 64-10 | only for a network with one hidden layer, not for 64-10
          --data digits --gradient notebook --no-bias --loss squared-error --learning-rate 1 | only with a bias
          --data teacher:3-2-1 --loss cross-entropy | --loss cross-entropy needs classes, but teacher:3-2-1 has numbers to predict; use squared-error
          --data teacher:3               | '3' is not a shape
          --data nothing --shape 2-2     | there is no data set nothing; known: digits, teacher:SHAPE
          --data nothing                 | there is no data set nothing; known: digits, teacher:SHAPE
          --data pom.xml                 | the data file pom.xml needs the name of the column of its labels, as in pom.xml#COLUMN
          --data pom.xml#y               | give a --shape for pom.xml#y
          --data idx:/no/such --shape 2-2 | there is no such folder
          --data digits --export-problem x.json --steps 9999999 | give fewer --steps or --epochs
          """)
  void refusesOptions(String options, String sentence) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(options.split(" ")));
    Program program = Program.run(arguments.toArray(String[]::new));
    assertThat(program.err()).contains(sentence).doesNotContain("Exception");
    assertThat(program.err().lines().filter(line -> !line.startsWith("See "))).hasSize(1);
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.out()).isEmpty();
  }
}
