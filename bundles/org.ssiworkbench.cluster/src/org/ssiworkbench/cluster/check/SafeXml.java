package org.ssiworkbench.cluster.check;

import java.io.IOException;
import java.io.StringReader;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Parses XML that may have been written by an enemy: no document type, hence no entities, and nothing is fetched. */
final class SafeXml {
	private static final String APACHE = "http://apache.org/xml/features/";
	private static final String SAX = "http://xml.org/sax/features/";

	private SafeXml() {
	}

	static void parse(String text, DefaultHandler handler) throws UnreadableException {
		try {
			factory().newSAXParser().parse(new InputSource(new StringReader(text)), handler);
		} catch (UnreadableException e) {
			throw e;
		} catch (SAXParseException e) {
			throw malformed(e);
		} catch (SAXException | IOException | ParserConfigurationException e) {
			throw new UnreadableException(0, "cannot be parsed: " + e.getMessage(), "write it as an XML document");
		}
	}

	/** The JDK's own parser, whatever else the class path has, so that the features mean what they say. */
	private static SAXParserFactory factory() throws ParserConfigurationException, SAXException {
		SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
		factory.setNamespaceAware(true);
		factory.setXIncludeAware(false);
		factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
		factory.setFeature(APACHE + "disallow-doctype-decl", true);
		factory.setFeature(APACHE + "nonvalidating/load-external-dtd", false);
		factory.setFeature(SAX + "external-general-entities", false);
		factory.setFeature(SAX + "external-parameter-entities", false);
		return factory;
	}

	private static UnreadableException malformed(SAXParseException e) {
		if (e.getMessage().contains("DOCTYPE")) {
			return new UnreadableException(e.getLineNumber(), "has a document type declaration (DOCTYPE)",
					"remove it: a model needs no document type and no entities");
		}
		return new UnreadableException(e.getLineNumber(), "is no well-formed XML: " + withoutEnd(e.getMessage()),
				"mend the XML there");
	}

	private static String withoutEnd(String sentence) {
		return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
	}
}
