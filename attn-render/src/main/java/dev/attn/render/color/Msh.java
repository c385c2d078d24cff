package dev.attn.render.color;

/**
 * CIELAB in polar form: magnitude, saturation angle and hue. Between two saturated colours lies a
 * light grey from which both sides leave at the same pace.
 *
 * @param m magnitude
 * @param s angle from the grey axis
 * @param h angle about it
 * @source Moreland, 2009, Diverging Color Maps for Scientific Visualization, ISVC, LNCS 5876
 */
record Msh(double m, double s, double h) {

  private static final double LEAST_MIDDLE = 88;
  private static final double UNSATURATED = 0.05;

  static Msh of(double[] srgb) {
    double[] lab = ColorSpaces.lab(ColorSpaces.intensities(srgb));
    double m = Math.sqrt(lab[0] * lab[0] + lab[1] * lab[1] + lab[2] * lab[2]);
    double s = m > 0.001 ? StrictMath.acos(Math.min(1, lab[0] / m)) : 0;
    return new Msh(m, s, s > 0.001 ? StrictMath.atan2(lab[2], lab[1]) : 0);
  }

  double[] srgb() {
    double chroma = m * StrictMath.sin(s);
    double[] lab = {m * StrictMath.cos(s), chroma * StrictMath.cos(h), chroma * StrictMath.sin(h)};
    return ColorSpaces.srgb(ColorSpaces.fromLab(lab));
  }

  /** Returns the colour between two ends, by way of a light grey at one half. */
  static double[] diverging(double[] low, double[] high, double position) {
    Msh from = of(low);
    Msh to = of(high);
    double middle = Math.max(LEAST_MIDDLE, Math.max(from.m, to.m));
    return position < 0.5
        ? from.towards(middle, 2 * position).srgb()
        : to.towards(middle, 2 * (1 - position)).srgb();
  }

  /** The colour at a fraction of the way to a grey of some magnitude. */
  private Msh towards(double grey, double fraction) {
    double end = hueOfGrey(grey);
    return new Msh(m + (grey - m) * fraction, s * (1 - fraction), h + (end - h) * fraction);
  }

  /** The hue at which this colour is left towards a grey so that colours change evenly. */
  private double hueOfGrey(double grey) {
    if (s < UNSATURATED || m >= grey) {
      return h;
    }
    double spin = s * Math.sqrt(grey * grey - m * m) / (m * StrictMath.sin(s));
    return h > -0.3 * Math.PI ? h + spin : h - spin;
  }
}
