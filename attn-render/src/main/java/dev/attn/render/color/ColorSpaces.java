package dev.attn.render.color;

/**
 * Conversions between sRGB and spaces in which distances mean more. A colour is three numbers;
 * bytes are those of {@code 0xRRGGBB}. All functions of real numbers are those of {@link
 * StrictMath}, so that tables are equal on every machine.
 */
final class ColorSpaces {

  /** Red, green and blue to XYZ, white at D65. */
  private static final double[][] XYZ = {
    {0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}
  };

  private static final double[][] FROM_XYZ = inverse(XYZ);
  private static final double[] WHITE = times(XYZ, new double[] {1, 1, 1});

  private static final double[][] OKLAB_CONES = {
    {0.4122214708, 0.5363325363, 0.0514459929},
    {0.2119034982, 0.6806995451, 0.1073969566},
    {0.0883024619, 0.2817188376, 0.6299787005}
  };
  private static final double[][] OKLAB = {
    {0.2104542553, 0.7936177850, -0.0040720468},
    {1.9779984951, -2.4285922050, 0.4505937099},
    {0.0259040371, 0.7827717662, -0.8086757660}
  };
  private static final double[][] FROM_OKLAB_CONES = inverse(OKLAB_CONES);
  private static final double[][] FROM_OKLAB = inverse(OKLAB);

  private ColorSpaces() {}

  /** The part of full intensity that a part of the byte range stands for. */
  static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : StrictMath.pow((part + 0.055) / 1.055, 2.4);
  }

  private static double gamma(double part) {
    return part <= 0.0031308 ? 12.92 * part : 1.055 * StrictMath.pow(part, 1 / 2.4) - 0.055;
  }

  /** Red, green and blue in [0, 1] as they are stored. */
  static double[] srgb(int rgb) {
    return new double[] {
      (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0
    };
  }

  /** The bytes nearest to a colour, which is cut to what they can hold. */
  static int rgb(double[] srgb) {
    return level(srgb[0]) << 16 | level(srgb[1]) << 8 | level(srgb[2]);
  }

  private static int level(double part) {
    return (int) Math.floor(255 * Math.min(Math.max(part, 0), 1) + 0.5);
  }

  /** Intensities of red, green and blue. */
  static double[] intensities(double[] srgb) {
    return new double[] {linear(srgb[0]), linear(srgb[1]), linear(srgb[2])};
  }

  static double[] srgb(double[] intensities) {
    return new double[] {gamma(intensities[0]), gamma(intensities[1]), gamma(intensities[2])};
  }

  /** CIELAB: lightness from 0 to 100, and two opponent colours. */
  static double[] lab(double[] intensities) {
    double[] xyz = times(XYZ, intensities);
    double x = labRoot(xyz[0] / WHITE[0]);
    double y = labRoot(xyz[1] / WHITE[1]);
    double z = labRoot(xyz[2] / WHITE[2]);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  static double[] fromLab(double[] lab) {
    double y = (lab[0] + 16) / 116;
    double x = y + lab[1] / 500;
    double z = y - lab[2] / 200;
    double[] xyz = {labPower(x) * WHITE[0], labPower(y) * WHITE[1], labPower(z) * WHITE[2]};
    return times(FROM_XYZ, xyz);
  }

  private static double labRoot(double part) {
    return part > 0.008856 ? StrictMath.cbrt(part) : 7.787 * part + 16.0 / 116;
  }

  private static double labPower(double root) {
    double cube = root * root * root;
    return cube > 0.008856 ? cube : (root - 16.0 / 116) / 7.787;
  }

  /**
   * OKLab, in which a mixture looks like a mixture.
   *
   * @source Ottosson, 2020, A perceptual color space for image processing,
   *     https://bottosson.github.io/posts/oklab
   */
  static double[] oklab(double[] intensities) {
    double[] cones = times(OKLAB_CONES, intensities);
    for (int i = 0; i < 3; i++) {
      cones[i] = StrictMath.cbrt(cones[i]);
    }
    return times(OKLAB, cones);
  }

  static double[] fromOklab(double[] oklab) {
    double[] cones = times(FROM_OKLAB, oklab);
    for (int i = 0; i < 3; i++) {
      cones[i] = cones[i] * cones[i] * cones[i];
    }
    return times(FROM_OKLAB_CONES, cones);
  }

  static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[3];
    for (int i = 0; i < 3; i++) {
      product[i] = matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2];
    }
    return product;
  }

  /** The point at a fraction of the way. */
  static double[] mix(double[] from, double[] to, double fraction) {
    double[] mixed = new double[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = from[i] + (to[i] - from[i]) * fraction;
    }
    return mixed;
  }

  private static double[][] inverse(double[][] m) {
    double[][] inverse = new double[3][3];
    double determinant = 0;
    for (int i = 0; i < 3; i++) {
      determinant += m[0][i] * minor(m, 0, i);
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        inverse[i][j] = minor(m, j, i) / determinant;
      }
    }
    return inverse;
  }

  /** The signed minor, by going round the rows and columns. */
  private static double minor(double[][] m, int row, int column) {
    int r = (row + 1) % 3;
    int s = (row + 2) % 3;
    int c = (column + 1) % 3;
    int d = (column + 2) % 3;
    return m[r][c] * m[s][d] - m[r][d] * m[s][c];
  }
}
