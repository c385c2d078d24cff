package dev.attn.render.figure;

/**
 * Something drawn over the cells of a panel, at positions of its axes. Queries and keys change
 * places with the map where its rows are keys.
 */
public sealed interface Overlay permits Outline, StepLine, Rule, Highlight, CellText {}
