package io.github.backpropbench.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForkCsvTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab", "tr-TR"})
  void aRowAForkInEveryLocale(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    CellKey cell = SampleRun.trainingStep("ejml", 64);
    Measurement fork =
        SampleRun.with(
            SampleRun.measurement(2, cell, "avgt", "us/op", 1.5, 2.0, 4.0),
            "gc.alloc.rate.norm",
            SampleRun.allocation(24.0, 0.5));
    assertThat(csv(fork))
        .isEqualTo(
            """
            run,benchmark,backend,shape,loss,precision,threads,batch,gradient,optimizer,feed,bias,\
            fusion,operation,size,data,target,epochs,seeds,split,start,arm,path,round,status,failure,\
            mode,unit,better,iterations,mean,median,min,max,\
            nanoseconds,samples_per_second,started_at,fork_seconds,library,library_version,\
            role,java_version,vm_name,vm_version,jmh_version,host,cpu,os,git_commit,scores,\
            metric.gc.alloc.rate.norm
            my run,io.github.backpropbench.benchmark.TrainingStepBenchmark.step,ejml,3-2-1,squared-error,f32,\
            1,64,manual,sgd,fixed,true,on,,,,,,,,,,,2,ok,,avgt,us/op,smaller,3,2.5,2.0,1.5,4.0,2000.0,\
            3.2E7,2026-02-03T04:05:06Z,1.625,EJML,0.46.1,library,17.0.15,\
            OpenJDK 64-Bit Server VM,17.0.15+6,1.37,bench-host,AMD EPYC,GNU/Linux 6.1,\
            0123456789abcdef0123456789abcdef01234567,1.5 2.0 4.0,12.25
            """);
  }

  @Test
  void aFailedForkHasItsReasonAndNoFigures() {
    CellKey cell = SampleRun.trainingStep("ejml", 64);
    String row = row(SampleRun.measurement(1, cell, 1.0).failed("wrong, by 3"));
    assertThat(row).contains(",failed,\"wrong, by 3\",avgt,ns/op,smaller,0,,,,,,,2026-");
  }

  @Test
  void aRateIsReadAsOne() {
    CellKey cell = SampleRun.trainingStep("ejml", 64);
    assertThat(row(SampleRun.measurement(1, cell, "thrpt", "ops/ms", 4.0, 8.0, 16.0)))
        .contains(",thrpt,ops/ms,larger,3,9.333333333333334,8.0,4.0,16.0,125000.0,512000.0,");
  }

  @Test
  void aUnitThatIsNoTimeHasNoTime() {
    CellKey cell = SampleRun.trainingStep("ejml", 64);
    assertThat(row(SampleRun.measurement(1, cell, "avgt", "apples", 4.0)))
        .contains(",avgt,apples,,1,4.0,4.0,4.0,4.0,,,");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "=cmd(),'=cmd()",
        "+1,'+1",
        "-1,'-1",
        "@SUM(A1),'@SUM(A1)",
        "＝cmd(),'＝cmd()",
        "'quoted,''quoted",
        "a\"b,\"a\"\"b\"",
        "~=a,\"b~,~\"'=a,\"\"b\"~",
        "<script>alert(1)</script>,<script>alert(1)</script>"
      })
  void namesAreTextOnly(String name, String field) {
    CellKey cell = SampleRun.trainingStep(name, 64).with("hint", name);
    String row = row(SampleRun.measurement(1, cell, 1.0));
    assertThat(row)
        .contains(".step," + field + ",3-2-1,squared-error,f32,")
        .endsWith("," + field + "\n");
  }

  @Test
  void lineEndsStayInsideTheirField() {
    CellKey cell = SampleRun.trainingStep("a\nb\r\n=c", 64);
    assertThat(csv(SampleRun.measurement(1, cell, 1.0)))
        .contains(".step,\"a\nb\r\n=c\",3-2-1,squared-error,f32,");
    CellKey other = SampleRun.trainingStep("\n=c", 64);
    assertThat(csv(SampleRun.measurement(1, other, 1.0)))
        .contains(".step,\"'\n=c\",3-2-1,squared-error,f32,");
  }

  @Test
  void controlsOfATerminalAreReplaced() {
    CellKey cell = SampleRun.trainingStep("\u001b[31mred\u0000", 64);
    assertThat(csv(SampleRun.measurement(1, cell, 1.0)))
        .contains(".step,\uFFFD[31mred\uFFFD,3-2-1,squared-error,f32,");
  }

  @Test
  void parametersThatAreCalledLikeAColumnHaveTheirOwn() {
    CellKey cell = new CellKey("a.B.c", Map.of("round", "7", "=x", "8"));
    String csv = csv(SampleRun.measurement(1, cell, 1.0));
    assertThat(csv.lines().findFirst().orElseThrow()).endsWith(",scores,param.=x,param.round");
    assertThat(csv).endsWith(",1.0,8,7\n");
  }

  /** The column of that name holds the threads that JMH measured with. */
  @Test
  void threadsThatAreNoFactorOfTheSuiteAreAnotherParameter() {
    CellKey foreign = new CellKey("a.B.c", Map.of("threads", "7"));
    CellKey own = SampleRun.trainingStep("ejml", 64).with("threads", "2");
    String csv = csv(SampleRun.measurement(1, foreign, 1.0), SampleRun.measurement(1, own, 2.0));
    assertThat(csv.lines().findFirst().orElseThrow()).endsWith(",scores,param.threads");
    assertThat(csv).contains("a.B.c,,,,,1,,").contains(",1.0,7\n");
    assertThat(csv).contains(".step,ejml,3-2-1,squared-error,f32,2,64,").endsWith(",2.0,\n");
  }

  @Test
  void everyColumnIsDocumented() {
    String heading = csv(SampleRun.measurement(1, SampleRun.trainingStep("ejml", 64), 1.0));
    assertThat(ForkCsv.columns().keySet())
        .startsWith(heading.lines().findFirst().orElseThrow().split(","));
    assertThat(ForkCsv.columns().values()).doesNotContain("");
  }

  private static String row(Measurement fork) {
    String csv = csv(fork);
    return csv.substring(csv.indexOf('\n') + 1);
  }

  private static String csv(Measurement... forks) {
    List<CellKey> cells = List.of(forks).stream().map(Measurement::cell).toList();
    return ForkCsv.of(
        "my run",
        new RunResults(SampleRun.description(cells, "custom", 1), List.of(forks), List.of()));
  }
}
