package dev.attn.render.figure;

/** Something drawn over the cells of a panel, at positions of its axes. */
public sealed interface Overlay permits Outline, StepLine {}
