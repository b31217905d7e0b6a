package io.github.backpropbench.data;

/**
 * A data set in three parts without common rows.
 *
 * @param training the rows that a network is trained on
 * @param validation the rows that settings such as a learning rate are chosen on
 * @param test the rows that show how good the network has become, and decide nothing
 */
public record DataSplit(DataSet training, DataSet validation, DataSet test) {}
