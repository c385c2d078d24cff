package dev.attn.render;

import dev.attn.render.figure.*;
import java.util.*;

public class Tmp {
  public static void main(String[] a) throws Exception {
    Map<String, Figure> f = new LinkedHashMap<>();
    f.put("treeMask", TargetFigures.treeMask());
    f.put("pause", TargetFigures.pauseStrips());
    f.put("heads", TargetFigures.headGrid());
    f.put("mean", TargetFigures.meanPanels());
    f.put("lt", TargetFigures.layerTokens());
    f.putAll(ScaleGalleryTest.figures());
    f.putAll(OverlayGalleryTest.figures());
    f.forEach(
        (n, x) -> {
          System.out.println("== " + n);
          for (Fact c : Render.check(x))
            System.out.println("   " + c.code() + " | " + c.subject() + " | " + c.sentence());
          System.out.println("   >> " + x.describe());
        });
  }
}
