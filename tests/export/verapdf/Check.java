// Holds PDF files against standards with veraPDF: a line for each file and standard, then one for each rule it breaks.
// Usage: java Check.java FLAVOUR,FLAVOUR FILE… ; flavours by veraPDF's own names: ua1, 2a.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Check {
    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : words[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
            for (int at = 1; at < words.length; at++) {
                try (InputStream file = new FileInputStream(words[at]);
                        PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    tell(name, words[at], validator.validate(parser));
                }
            }
        }
    }

    private static void tell(String flavour, String file, ValidationResult result) {
        System.out.println("file\t" + flavour + "\t" + result.isCompliant() + "\t" + result.getTotalAssertions() + "\t" + file);
        TreeSet<String> broken = new TreeSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                broken.add("rule\t" + assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                        + "\t" + assertion.getMessage());
            }
        }
        broken.forEach(System.out::println);
    }
}
